/** A made-up scan of any size: its report, its index and its log, as the extension would hold them. */
import { basename } from 'node:path';
import { DEFAULT_SETTINGS, type FileSummary, type Report, REPORT_VERSION } from '../../../src/report/shape/report.ts';
import { NO_TEMPLATE, type RequestIndex } from '../../../src/report/shape/request-index.ts';
import { findingList } from '../../../src/engine/building/finding-list.ts';
import { Results } from '../../../src/extension/model/results.ts';
import { HARVESTED, madeUpAccounts, named, type Size } from './accounts.ts';
import { campaignReports } from './campaigns.ts';
import { madeUpDocuments } from './documents.ts';
import { madeUpDrift } from './drift.ts';
import { madeUpTechniques } from './techniques.ts';
import { accountReports, lineOf, PRIOR, templateReports, THRESHOLD } from './items.ts';
import { madeUpTraits } from './traits.ts';
import { madeUpThreads } from './threads.ts';
import { LINE_BYTES, madeUpTraffic, START } from './traffic.ts';

/** @param folder where the log is */
export function madeUpScan(size: Size, folder: string): Results {
  const people = madeUpAccounts(size);
  const index = madeUpTraffic(people, size);
  index.files = index.files.map((name) => `${folder}/${name}`);
  index.threads = madeUpThreads(index, people);
  index.traits = madeUpTraits(index, people, size);
  const accounts = accountReports(people, index, size);
  // The score of a request is that of its slice.
  const scores = accounts.map(({ score, verdict }) => (verdict === 'none' || verdict === 'automation' ? PRIOR : score));
  for (let row = 0; row < index.length; row++) {
    const harvested = (index.template[row] ?? NO_TEMPLATE) < HARVESTED;
    index.score[row] = harvested ? (scores[index.account[row] ?? 0] ?? PRIOR) : PRIOR;
  }
  accounts.sort((a, b) => b.score - a.score || (a.account < b.account ? -1 : 1));
  const campaigns = campaignReports(people, index, size);
  const templates = templateReports(people, index, size).sort((a, b) => b.score - a.score);
  const report: Report = {
    version: REPORT_VERSION,
    tool: { name: 'prompt-traffic-audit', version: '0.0.0' },
    partial: false,
    settings: { ...DEFAULT_SETTINGS, accountPrior: PRIOR, threshold: THRESHOLD },
    inputs: inputsOf(index, size),
    period: { start: START, end: index.time[index.length - 1] ?? START },
    population: {
      requests: index.length,
      accounts: accounts.length,
      templates: templates.length,
      organisations: new Set(people.map(({ organisation }) => organisation)).size,
      models: index.models.length,
    },
    coverage: {
      state: 'judged',
      requests: index.length,
      accounts: accounts.length,
      share: 1,
      rejected: 0,
      causes: [],
    },
    drift: madeUpDrift(index, size),
    detectors: [
      { id: 'reasoning-trace', name: 'Reasoning traces', family: 'intent', state: 'ran', judged: 2410 },
      { id: 'slot-dataset', name: 'Slots that walk a data set', family: 'dataset', state: 'ran', judged: 2410 },
      { id: 'joint-use', name: 'Prompts in common', family: 'coordination', state: 'ran', judged: 38 },
      { id: 'dealing', name: 'Turn-taking', family: 'coordination', state: 'ran', judged: 38 },
      { id: 'load-balance', name: 'Load balance between accounts', family: 'coordination', state: 'ran', judged: 38 },
      { id: 'automation', name: 'Steady clock', family: 'automation', state: 'ran', judged: 1200 },
      { id: 'organisations', name: 'Organisations', family: 'benign', state: 'ran', judged: 4 },
      { id: 'tenure', name: 'Tenure', family: 'benign', state: 'ran', judged: 38 },
      { id: 'human-hours', name: 'Human hours', family: 'benign', state: 'ran', judged: 1200 },
      { id: 'mixed-use', name: 'Mixed use', family: 'benign', state: 'ran', judged: 1200 },
      { id: 'membership', name: 'Membership', family: 'benign', state: 'ran', judged: 1200 },
      {
        id: 'shared-payment',
        name: 'Shared payment',
        family: 'coordination',
        state: 'abstained',
        reason: 'no account directory was given',
        judged: 0,
      },
    ],
    campaigns,
    taken: {
      answers: index.length,
      outputTokens: 100 * index.length,
      campaigns: { answers: index.length >> 3, outputTokens: 10 * index.length },
      customers: accounts.slice(0, 8).map(({ account, requests }) => ({
        ...{ name: account, kind: 'account', accounts: 1, answers: requests, outputTokens: 100 * requests },
        ...{ prompts: requests, kinds: [{ intent: 'cot-elicitation', requests, outputTokens: 100 * requests }] },
      })),
    },
    documents: madeUpDocuments(accounts),
    techniques: madeUpTechniques(index, campaigns),
    considered: consideredOf(accounts.slice(-15), templates.at(-1)?.id ?? '', size),
    accounts,
    templates,
    findings: findingList(
      campaigns.map((one) => ({ report: one })),
      accounts.map((one) => ({ report: one })),
      templates,
    ),
    rules: rulesOf(index, accounts[0]?.account ?? ''),
  };
  const stamps = index.files.map((path) => ({ path, size: 0, mtimeMs: 0 }));
  return new Results(report, index, `${basename(folder)} (3 files)`, stamps);
}

function inputsOf(index: RequestIndex, size: Size): Report['inputs'] {
  const second = index.file.indexOf(1);
  const requests = [second, index.length - second, 0];
  const empty = { lines: 0, records: 0, rejected: 0, skipped: 0, requests: 0 };
  const counts = requests.map((own, at) => {
    const skipped = at < 2 ? 2000 : 0;
    const rejected = at === 1 ? 112 : 0;
    return { lines: own + skipped + rejected, records: own, rejected, skipped, requests: own };
  });
  const sum = counts.reduce(
    (total, one) => ({
      lines: total.lines + one.lines,
      records: total.records + one.records,
      rejected: total.rejected + one.rejected,
      skipped: total.skipped + one.skipped,
      requests: total.requests + one.requests,
    }),
    empty,
  );
  const lines = (from: number) => Array.from({ length: 5 }, (_, at) => lineOf(index, from + 7 * at));
  const file = (at: number, rest: Pick<FileSummary, 'path' | 'compression' | 'formats' | 'bytes'>): FileSummary => ({
    ...rest,
    ...(counts[at] ?? empty),
  });
  return {
    ...sum,
    bytes: index.length * LINE_BYTES,
    files: [
      file(0, {
        path: index.files[0] ?? '',
        bytes: second * (LINE_BYTES + 1),
        compression: 'none',
        formats: { litellm: second },
      }),
      file(1, {
        path: index.files[1] ?? '',
        bytes: 230_000_000,
        compression: 'gzip',
        formats: { 'openai-chat': index.length - second - 133, anthropic: 133 },
      }),
      {
        ...file(2, { path: '/logs/litellm/notes.bin', bytes: 221, compression: 'none', formats: {} }),
        error: 'This file is not text.',
      },
    ],
    reasons: [
      { outcome: 'skipped', reason: named('Health check', size), count: 4000, examples: lines(1) },
      {
        outcome: 'rejected',
        reason: 'The line ends in the middle of a JSON value',
        count: 112,
        examples: lines(second),
      },
    ],
  };
}

function consideredOf(accounts: Report['accounts'], template: string, size: Size): NonNullable<Report['considered']> {
  const group = {
    score: 0.04,
    accounts: accounts.slice(0, 3).map(({ account }) => account),
    size: accounts.length,
    templates: [template],
    requests: 400,
    summary: named('15 accounts sent 400 requests of one shared template.', size),
    evidence: [{ detector: 'dealing', text: 'The accounts take turns.', weight: 1.2 }],
    clearedBy: [{ detector: 'tenure', text: 'They have used it for 80 days, as customers do.', weight: -3.1 }],
  };
  const like = { group: 'G2', distance: 1.4, detector: 'tenure', text: 'They are new.', weight: 0.4 };
  return {
    total: 12,
    groups: [
      { ...group, id: 'G1', lookAlikes: [like] },
      { ...group, id: 'G2', lookAlikes: [] },
    ],
    alone: {
      accounts: 2,
      requests: 510,
      first: accounts.slice(0, 2).map(({ account }, at) => ({
        account,
        requests: [410, 100][at]!,
        templates: [template],
        asksFor: ['graded or compared answers', 'written-out reasoning'],
        lines: [],
      })),
    },
  };
}

function rulesOf(index: RequestIndex, account: string): NonNullable<Report['rules']> {
  return [
    {
      id: 'rule/shared-key',
      title: 'One account is used from many addresses within an hour',
      level: 'medium',
      tags: ['atlas.aml.t0008.005'],
      state: 'ran',
      hitCount: 1,
      hits: [
        {
          group: [{ field: 'account', value: account }],
          matches: 210,
          values: 20,
          windows: 3,
          first: START,
          last: START + 3_600_000,
          lines: [lineOf(index, 3)],
        },
      ],
    },
    {
      id: 'rule/logprobs-harvest',
      title: 'Probabilities of tokens are asked for again and again',
      level: 'medium',
      tags: [],
      state: 'blind',
      reason: 'No request has logprobs.',
      hitCount: 0,
      hits: [],
    },
  ];
}
