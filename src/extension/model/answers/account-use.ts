/**
 * One account: what it sends over time, what only it sends, and how it differs from its campaign and from ordinary
 * accounts.
 */
import { largest } from '../../../math/lists/many.ts';
import type { AccountReport } from '../../../report/shape/report.ts';
import { NO_TEMPLATE } from '../../../report/shape/request-index.ts';
import type { AccountUse, Measure } from '../../../protocol/case-data.ts';
import type { Results } from '../results.ts';
import { binsOf, requestsOf } from '../../../report/shape/activity/counted-index.ts';
import { t } from '../../translated.ts';

const BINS = 120;
const TEMPLATES = 6;
/** Number of accounts to compare with. */
const OTHERS = 20;
const NAMED = 5;

interface Numbers {
  requests: number;
  days: number;
  templates: number;
  largest: number;
  hours: number;
  tokens: number;
}

/** Undefined when the scan does not know the account. */
export function accountUse({ charts: results }: Results, account: string): AccountUse | undefined {
  const report = results.account(account);
  const number = results.accountNumber(account);
  if (report === undefined || number === undefined) return undefined;
  const { index } = results;
  const rows = results.rowsOfAccount(number);
  const { start: from = 0, end = 0 } = results.report.period ?? {};
  const to = end + 1;
  const counts = new Map<number, number>();
  for (const row of rows) {
    const template = index.template[row] ?? NO_TEMPLATE;
    counts.set(template, (counts.get(template) ?? 0) + requestsOf(index, row));
  }
  const largest = [...counts]
    .filter(([template]) => template !== NO_TEMPLATE)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, TEMPLATES)
    .map(([template]) => template);
  const place = new Map(largest.map((template, at) => [template, at]));
  const bins = [...largest, NO_TEMPLATE].map(() => new Array<number>(BINS).fill(0));
  const totals = new Array<number>(largest.length + 1).fill(0);
  const placeRow = binsOf(index, { from, to, bins: BINS });
  for (const row of rows) {
    const at = place.get(index.template[row] ?? NO_TEMPLATE) ?? largest.length;
    totals[at] = (totals[at] ?? 0) + requestsOf(index, row);
    const values = bins[at] ?? [];
    placeRow(row, (bin, own) => (values[bin] = (values[bin] ?? 0) + own));
  }
  const nearest = nearestOrdinary(results, report);
  return {
    account,
    from,
    to,
    rows: bins
      .map((requests, at) => ({
        template: index.templates[largest[at] ?? NO_TEMPLATE] ?? '',
        requests,
        total: totals[at] ?? 0,
      }))
      .filter(({ total }) => total > 0),
    alone: aloneOf(results, counts),
    measures: measuresOf(results, report, nearest),
    nearest: nearest.slice(0, NAMED).map((one) => ({ account: one.account, requests: one.requests })),
  };
}

/** Templates that only this account sends. */
function aloneOf(results: Results, counts: ReadonlyMap<number, number>): AccountUse['alone'] {
  const { index } = results;
  let [templates, requests] = [0, 0];
  for (const [template, count] of counts) {
    if (template === NO_TEMPLATE || results.template(index.templates[template] ?? '')?.accounts !== 1) continue;
    templates++;
    requests += count;
  }
  return { templates, requests };
}

/** Accounts without a verdict that send about as much as this one, nearest first. */
function nearestOrdinary({ report }: Results, { account, requests }: AccountReport): AccountReport[] {
  const distance = (one: AccountReport): number => Math.abs(Math.log((one.requests + 1) / (requests + 1)));
  return report.accounts
    .filter((one) => one.verdict === 'none' && one.campaign === undefined && one.account !== account)
    .map((one) => ({ one, far: distance(one) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, OTHERS)
    .map(({ one }) => one);
}

const measures = (): readonly (readonly [name: string, unit: Measure['unit'], of: (numbers: Numbers) => number])[] => [
  [t('Requests'), 'count', ({ requests }) => requests],
  [t('Requests per active day'), 'count', ({ requests, days }) => requests / Math.max(1, days)],
  [t('Different templates'), 'count', ({ templates }) => templates],
  [t('Share of its largest template'), 'share', ({ requests, largest }) => largest / Math.max(1, requests)],
  [t('Hours of the day with requests'), 'hours', ({ hours }) => hours],
  [t('Output tokens per request'), 'tokens', ({ requests, tokens }) => tokens / Math.max(1, requests)],
];

function measuresOf(results: Results, report: AccountReport, nearest: readonly AccountReport[]): Measure[] {
  const members = report.campaign === undefined ? [] : (results.campaign(report.campaign)?.accounts ?? []);
  const own = numbersOf(results, report.account);
  const others = members
    .filter((name) => name !== report.account)
    .slice(0, OTHERS)
    .map((name) => numbersOf(results, name));
  const ordinary = nearest.map((one) => numbersOf(results, one.account));
  return measures().map(([name, unit, of]) => ({
    name,
    unit,
    own: of(own),
    campaign: middle(others.map(of)),
    ordinary: middle(ordinary.map(of)),
  }));
}

function numbersOf(results: Results, account: string): Numbers {
  const { index } = results;
  const rows = results.rowsOfAccount(results.accountNumber(account) ?? -1);
  const [days, hours, counts] = [new Set<number>(), new Set<number>(), new Map<number, number>()];
  let requests = 0;
  for (const row of rows) {
    requests += requestsOf(index, row);
    const time = index.time[row] ?? NaN;
    if (!Number.isNaN(time)) {
      days.add(Math.floor(time / 86_400_000));
      hours.add(Math.floor(time / 3_600_000) % 24);
    }
    const template = index.template[row] ?? NO_TEMPLATE;
    if (template !== NO_TEMPLATE) counts.set(template, (counts.get(template) ?? 0) + requestsOf(index, row));
  }
  return {
    requests,
    days: days.size,
    templates: counts.size,
    largest: largest(counts.values(), 0),
    hours: hours.size,
    tokens: results.account(account)?.outputTokens ?? 0,
  };
}

function middle(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}
