/** What the made-up scan says of its campaigns. */
import { logOdds } from '../../../src/math/log-odds.ts';
import { NO_TEMPLATE, type RequestIndex } from '../../../src/report/shape/request-index.ts';
import type { CampaignReport, Evidence, LineRef, SharedTrace } from '../../../src/report/shape/report.ts';
import { CAMPAIGNS, CUSTOMER, HARVESTED, type MadeUpAccount, named, type Size } from './accounts.ts';
import { campaignId, JOINT, linesOf, OF_ONE, SCORES, verdictOf } from './items.ts';
import { templateId } from './traffic.ts';

const SUMMARIES = [
  'Collects full reasoning traces for mathematics and science questions, spread evenly over its accounts.',
  'Collects agent runs with tool calls and screenshots, in bursts after each model release.',
  'Grades pairs of answers against a rubric, one pair a request, in the order of a data set.',
  'Passes on requests of many people through a shared pool of keys.',
] as const;

export function campaignReports(accounts: readonly MadeUpAccount[], index: RequestIndex, size: Size): CampaignReport[] {
  return CAMPAIGNS.map((_, campaign): CampaignReport => {
    const members = accounts.filter((one) => one.campaign === campaign);
    const own = new Set(members.map((member) => member.index));
    const rows = Array.from(index.account.keys()).filter((row) => own.has(index.account[row] ?? 0));
    const shown = rows.filter((row) => index.template[row] !== NO_TEMPLATE);
    const evidence = [
      evidenceOf('joint-use', JOINT, 4.8, shown.length, linesOf(index, shown, 12)),
      evidenceOf(
        'slot-dataset',
        'The slot walks through 398 questions without a repeat.',
        3.4,
        398,
        linesOf(index, shown, 12, 5),
      ),
      evidenceOf(
        'dealing',
        'The accounts take turns: 9 of 2,310 conversations follow one of the same account, where chance would have 99.',
        2.6,
        shown.length,
        linesOf(index, shown, 12, 9),
      ),
      // As many as in the log of a large customer, where most say a little.
      ...['depth', 'even-shares', 'breadth', 'novelty', 'daily-rhythm', 'own-tempo', 'crowd', 'one-shot', 'rounds'].map(
        (detector, at) =>
          evidenceOf(
            detector,
            `It measures like a campaign by ${9 - at} parts in ten: 1 of 9 measures says so.`,
            (9 - at) / 10,
            shown.length,
            linesOf(index, shown, 12, 9 + at),
          ),
      ),
    ];
    const counterEvidence = [
      evidenceOf('tenure', 'They pause for two hours each night.', -0.6, 28, linesOf(index, shown, 2, 13)),
      ...(campaign === CUSTOMER
        ? [evidenceOf('organisations', OF_ONE, -6, members.length, linesOf(index, shown, 2, 17))]
        : []),
    ];
    const weights = [...evidence, ...counterEvidence].reduce((sum, { weight }) => sum + weight, 0);
    const score = SCORES[campaign] ?? 0;
    return {
      id: campaignId(campaign, size),
      priorLogOdds: logOdds(score) - weights,
      score,
      verdict: verdictOf(campaign),
      accounts: members.map(({ name }) => name),
      templates: Array.from({ length: HARVESTED }, (_, at) => at)
        .filter((at) => at % 4 === campaign)
        .map((at) => templateId(at, size)),
      requests: rows.length,
      first: index.time[rows[0] ?? 0] ?? null,
      last: index.time[rows.at(-1) ?? 0] ?? null,
      summary: named(SUMMARIES[campaign] ?? '', size),
      evidence,
      counterEvidence,
      lookAlikes: [{ group: 'G1', distance: 1.4, detector: 'tenure', text: 'They are new.', weight: 0.4 }],
      explanations: [
        { explanation: 'product', share: 0.71 },
        { explanation: 'relay', share: 0.18 },
      ],
      ...(campaign === CUSTOMER && {
        customer: {
          organisation: named('org-902', size),
          accounts: members.length,
          score: 0.962,
          asks: true,
        },
      }),
      infrastructure: tracesOf(members.length, rows.length),
      exposure: exposureOf(index, rows),
    };
  });
}

const evidenceOf = (detector: string, text: string, weight: number, n: number, lines: LineRef[]): Evidence => ({
  ...{ detector, text, weight, statistic: weight, n, lines },
});

const DAY = 86_400_000;

function grouped<K>(rows: readonly number[], keyOf: (row: number) => K): Map<K, number[]> {
  const groups = new Map<K, number[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

function exposureOf(index: RequestIndex, rows: readonly number[]): NonNullable<CampaignReport['exposure']> {
  const tokens = (list: readonly number[]): number =>
    list.reduce((sum, row) => sum + (index.outputTokens[row] ?? 0), 0);
  const timeOf = (row = 0): number => index.time[row] ?? 0;
  const byDay = grouped(rows, (row) => Math.floor(timeOf(row) / DAY) * DAY);
  const byModel = grouped(rows, (row) => index.models[index.model[row] ?? 0] ?? '');
  return {
    requests: rows.length,
    failed: 0,
    prompts: rows.length,
    turns: 1,
    inputTokens: 0,
    outputTokens: tokens(rows),
    counted: rows.length,
    kinds: [{ intent: 'reasoning-trace', requests: rows.length, outputTokens: tokens(rows) }],
    models: Array.from(byModel, ([model, own]) => ({
      model,
      requests: own.length,
      outputTokens: tokens(own),
      first: timeOf(own[0]),
      last: timeOf(own.at(-1)),
    })),
    days: Array.from(byDay, ([day, own]) => ({ day, requests: own.length, outputTokens: tokens(own) })),
  };
}

function tracesOf(members: number, requests: number): SharedTrace[] {
  const first = (amount: number): number[] => Array.from({ length: Math.min(amount, members) }, (_, place) => place);
  return [
    { kind: 'address', value: '203.0.113.7', members: first(9), requests: Math.floor(requests / 3), others: 0 },
    { kind: 'address', value: '2001:db8:85a3::8a2e:370:7334', members: first(4), requests: 90, others: 1 },
    {
      kind: 'userAgent',
      value: 'openai-python/1.68.2 (Linux; x86_64) httpx/0.28',
      members: first(members),
      requests,
      others: 871,
    },
    { kind: 'organisation', value: 'org-900', members: first(members - 3), requests, others: 2 },
  ];
}
