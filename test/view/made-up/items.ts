/** What the made-up scan says of its accounts and templates; every number of requests is counted in its index. */
import { logOdds, probabilityOf } from '../../../src/math/log-odds.ts';
import { NO_TEMPLATE, type RequestIndex } from '../../../src/report/shape/request-index.ts';
import type {
  AccountReport,
  Evidence,
  LineRef,
  SliceReport,
  TemplatePart,
  TemplateReport,
  Verdict,
} from '../../../src/report/shape/report.ts';
import { closeTo } from '../../../src/text/evidence-side.ts';
import { CAMPAIGNS, chance, CUSTOMER, HARVESTED, type MadeUpAccount, named, RELAY, type Size } from './accounts.ts';
import { templateId } from './traffic.ts';

export const PRIOR = 0.001;
export const THRESHOLD = 0.95;
/** Of the four campaigns. */
export const SCORES = [0.998, 0.985, 0.31, 0.12] as const;
const SUBJECTS = ['contract clause', 'support ticket', 'unit test', 'meeting note', 'product page', 'SQL query'];
export const OF_ONE = 'All of its accounts belong to one organisation.';
export const JOINT = 'The accounts share three prompts that nobody else sends.';

export const verdictOf = (campaign: number | null): Verdict =>
  campaign === RELAY ? 'relay' : campaign === CUSTOMER ? 'harvest' : 'distillation';
export const campaignId = (campaign: number, size: Size): string => named(CAMPAIGNS[campaign] ?? '', size);

/** The rows of every account or template, in the order of the log. */
function rowsBy(column: Uint32Array, groups: number): number[][] {
  const rows = Array.from({ length: groups }, (): number[] => []);
  column.forEach((group, row) => rows[group]?.push(row));
  return rows;
}

export function lineOf(index: RequestIndex, row: number): LineRef {
  return {
    file: index.files[index.file[row] ?? 0] ?? '',
    line: index.line[row] ?? 0,
    offset: index.offset[row] ?? 0,
    length: index.bytes[row] ?? 0,
  };
}

/** Lines of so many rows, from all of them. */
export function linesOf(index: RequestIndex, rows: readonly number[], amount: number, from = 0): LineRef[] {
  const apart = Math.max(1, Math.floor(rows.length / 2 / amount));
  return Array.from({ length: Math.min(amount, rows.length) }, (_, at) =>
    lineOf(index, rows[(from + at * apart) % rows.length] ?? 0),
  );
}

type Sides = Pick<AccountReport, 'evidence' | 'counterEvidence'>;

function sidesOf({ index: seed, kind, campaign }: MadeUpAccount, index: RequestIndex, rows: readonly number[]): Sides {
  let from = 0;
  const make = (detector: string, text: string, weight: number, n: number, p?: number): Evidence => ({
    detector,
    text,
    weight: weight * (0.85 + 0.4 * chance(seed, weight * 10)),
    statistic: weight,
    n,
    ...(p === undefined ? {} : { p }),
    lines: linesOf(index, rows, Math.min(n, 9), (from += 4)),
  });
  const shows = (detector: string, text: string, n: number): Evidence => ({
    ...make(detector, text, 0, n),
    role: 'automation',
  });
  if (kind === 'harvest')
    return {
      evidence: [
        make(
          'reasoning-trace',
          'Asks for the full chain of thought in 97% of 412 requests; 3% is usual here.',
          5.1,
          412,
        ),
        make(
          'slot-dataset',
          'The slot of its main template walks through 398 distinct questions without a repeat.',
          3.9,
          398,
          0.00002,
        ),
        make('load-balance', 'Its volume follows that of 41 other accounts within 4% an hour.', 2.6, 672, 0.004),
      ],
      counterEvidence: [
        make('human-hours', 'Pauses for two hours each night.', -0.3, 28, 0.04),
        make('mixed-use', 'Eleven requests are ordinary conversation.', -0.4, 11),
        ...(campaign === CUSTOMER ? [make('organisations', OF_ONE, -6, 28)] : []),
      ],
    };
  const hours = make('human-hours', 'Works from 8 to 18 and rests on weekends.', -2.2, 28, 0.04);
  if (kind === 'person') return { evidence: [], counterEvidence: [hours] };
  return {
    evidence: [shows('automation', 'Sends day and night with gaps more even than chance allows.', 880)],
    counterEvidence: [hours],
  };
}

/** What an account near the first campaign has in common with it, and how likely it is to belong. */
function nearSides(index: RequestIndex, rows: readonly number[], campaign: string, belongs: number): Sides {
  const lines = linesOf(index, rows, 3);
  return {
    evidence: [{ detector: 'joint-use', text: JOINT, weight: 1.5, statistic: 3, n: 40, lines }],
    counterEvidence: [
      {
        detector: 'membership',
        text: `${closeTo(campaign)}it sends 3 of the campaign\u2019s requests among 400 of its own.`,
        weight: -0.3,
        statistic: belongs,
        n: 3,
        lines,
      },
    ],
  };
}

export function accountReports(accounts: readonly MadeUpAccount[], index: RequestIndex, size: Size): AccountReport[] {
  const own = rowsBy(index.account, accounts.length);
  const near = new Set(
    accounts
      .filter(({ kind }) => kind === 'person')
      .slice(-4)
      .map(({ index: at }) => at),
  );
  return accounts.map((account): AccountReport => {
    const rows = own[account.index] ?? [];
    const { campaign, kind } = account;
    const sides = near.has(account.index)
      ? nearSides(index, rows, campaignId(0, size), 0.4 - account.index / 1e6)
      : sidesOf(account, index, rows);
    const all = [...sides.evidence, ...sides.counterEvidence];
    const score = probabilityOf(all.reduce((sum, { weight }) => sum + weight, logOdds(PRIOR)));
    const judged = kind === 'harvest' || kind === 'relay' ? verdictOf(campaign) : 'none';
    const verdict: Verdict = judged === 'distillation' && score < THRESHOLD ? 'none' : judged;
    const automated = kind === 'app' || kind === 'batch';
    const slices = slicesOf(index, rows, score, size);
    const last = rows.at(-1);
    const timeOf = (row: number | undefined): number | null => (row === undefined ? null : (index.time[row] ?? null));
    return {
      account: account.name,
      identity: 'strong',
      priorLogOdds: logOdds(PRIOR),
      score,
      verdict: automated ? 'automation' : verdict,
      requests: rows.length,
      flaggedRequests:
        verdict === 'distillation' ? rows.filter((row) => index.template[row] !== NO_TEMPLATE).length : 0,
      outputTokens: rows.reduce((sum, row) => sum + (index.outputTokens[row] ?? 0), 0),
      first: timeOf(rows[0]),
      last: timeOf(last),
      organisation: account.organisation,
      ...(campaign !== null && { campaign: campaignId(campaign, size) }),
      slices,
      ...sides,
    };
  });
}

function slicesOf(index: RequestIndex, rows: readonly number[], score: number, size: Size): SliceReport[] {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(index.template[row] ?? 0, (counts.get(index.template[row] ?? 0) ?? 0) + 1);
  counts.delete(NO_TEMPLATE);
  return [...counts]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, 20)
    .map(([at, requests]) => ({ template: templateId(at, size), requests, score: at < HARVESTED ? score : PRIOR }));
}

export function templateReports(accounts: readonly MadeUpAccount[], index: RequestIndex, size: Size): TemplateReport[] {
  return rowsBy(index.template, size.templates).map((rows, at): TemplateReport => {
    const users = new Set(rows.map((row) => index.account[row] ?? 0));
    const campaign = at < HARVESTED ? at % 4 : undefined;
    return {
      id: templateId(at, size),
      score: campaign === undefined ? chance(at, 9) * 0.2 : (SCORES[campaign] ?? 0),
      verdict: campaign === undefined ? 'none' : verdictOf(campaign),
      requests: rows.length,
      accounts: users.size,
      organisations: new Set([...users].map((user) => accounts[user]?.organisation)).size,
      parts: partsOf(at, size),
      intents:
        campaign === undefined
          ? []
          : [
              { intent: 'Reasoning trace', probability: 0.97, spans: ['step by step'] },
              { intent: 'Structured output', probability: 0.61, spans: ['in a box'] },
            ],
      campaigns: campaign === undefined ? [] : [campaignId(campaign, size)],
      lines: linesOf(index, rows, 8),
    };
  });
}

function partsOf(at: number, size: Size): TemplatePart[] {
  if (at >= HARVESTED)
    return [
      { text: `Summarise the following ${SUBJECTS[at % 6] ?? ''} for a busy reader (style ${at}).\n\n` },
      { slot: 1, examples: ['Dear team, …', 'SELECT id FROM orders WHERE …'] },
    ];
  return [
    { text: `You are an expert tutor of form ${at + 1}.\nSolve the following problem step by step.\n\nProblem: ` },
    { slot: 1, examples: [named('if x is 4, what is the square of x plus one?', size), 'Balance: Fe + O₂ → Fe₂O₃.'] },
    { text: named('\n\nEnd with the answer in a box.', size) },
  ];
}
