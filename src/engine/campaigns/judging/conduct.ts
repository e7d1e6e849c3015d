/**
 * How the accounts of a group work inside the group's own templates, in a few histograms of fixed size, and how far two groups are apart in
 * each: what tells the pieces of one operator's work from the work of others, whatever any of them asks for.
 */
import { Memo } from '../../../math/memo.ts';
import type { RequestTable } from '../../table/request-table.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { DAY_MS } from '../detectors/timing/sessions.ts';
import type { LogContext } from '../detectors/detector.ts';

const HOURS = 24;
const HOUR_MS = DAY_MS / HOURS;
/** Parts of the log's time. Days are days as long as there are no more than that. */
const SPANS = 64;
/** Of logarithms to the base of the square root of two. */
const BINS = 48;

/** Each account counts the same, however much it sends. A histogram of what the log does not say is empty. */
export interface Conduct {
  /** Accounts by the logarithm of their requests, of the middle length of their answers and of their middle pause. */
  volume: Float64Array;
  answers: Float64Array;
  pauses: Float64Array;
  /** Accounts by when their first and their last request came. */
  first: Float64Array;
  last: Float64Array;
  /** Requests, those of an account adding up to one. */
  hours: Float64Array;
  days: Float64Array;
  models: ReadonlyMap<number, number>;
  /** Part of all that the accounts send that is sent for the group. */
  share: number;
  /** Day on which the middle account was first seen, from the log's beginning; NaN without times. */
  began: number;
}

const spans = new Memo<RequestTable, { from: number; to: number }>();

function spanOf(table: RequestTable): { from: number; to: number } {
  const known = spans.get(table);
  if (known) return known;
  const span = { from: Infinity, to: -Infinity };
  for (let row = 0; row < table.length; row++) {
    const time = table.rows.time[row]!;
    if (time < span.from) span.from = time;
    if (time > span.to) span.to = time;
  }
  spans.set(table, span);
  return span;
}

/** Of the log, what its groups' conduct is read from. */
export type Conducting = Pick<LogContext, 'table' | 'profiles'>;

export function conductOf({ accounts, slices }: Candidate, { table, profiles }: Conducting): Conduct {
  const { time, outputTokens, model } = table.rows;
  const { from, to } = spanOf(table);
  const day = Math.max(DAY_MS, (to - from + 1) / SPANS);
  const part = (to - from + 1) / SPANS;
  const conduct = {
    volume: new Float64Array(BINS),
    answers: new Float64Array(BINS),
    pauses: new Float64Array(BINS),
    first: new Float64Array(SPANS),
    last: new Float64Array(SPANS),
    hours: new Float64Array(HOURS),
    days: new Float64Array(SPANS),
  };
  const models = new Map<number, number>();
  let [inside, all] = [0, 0];
  for (const [at, own] of slices.entries()) {
    const rows = own.flatMap((slice) => [...slice.rows]);
    inside += rows.length;
    all += profiles.get(accounts[at]!)?.requests ?? rows.length;
    conduct.volume[binOf(rows.length)]!++;
    conduct.answers[binOf(1 + middle(rows.map((row) => outputTokens[row]!)))]!++;
    for (const row of rows) models.set(model[row]!, (models.get(model[row]!) ?? 0) + 1 / rows.length);
    const times = rows.map((row) => time[row]!).filter((one) => !Number.isNaN(one));
    if (times.length === 0) continue;
    times.sort((a, b) => a - b);
    for (const one of times) {
      conduct.hours[Math.floor(one / HOUR_MS) % HOURS]! += 1 / times.length;
      conduct.days[Math.floor((one - from) / day)]! += 1 / times.length;
    }
    conduct.first[Math.floor((times[0]! - from) / part)]!++;
    conduct.last[Math.floor((times.at(-1)! - from) / part)]!++;
    if (times.length > 1) conduct.pauses[binOf(1 + middle(times.slice(1).map((one, i) => one - times[i]!)) / 1000)]!++;
  }
  const began = accounts.map((account) => profiles.get(account)?.first ?? NaN).filter((one) => !Number.isNaN(one));
  return { ...conduct, models, share: inside / all, began: (middle(began) - from) / DAY_MS };
}

const binOf = (value: number): number => Math.min(BINS - 1, Math.floor(2 * Math.log2(value)));

/** NaN of nothing. */
function middle(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** How far two groups are apart in each trait of their conduct, none of which could be negative; NaN where one of them does not show it. */
export const DISTANCES: Readonly<Record<string, (a: Conduct, b: Conduct) => number>> = {
  volume: (a, b) => steps(a.volume, b.volume),
  answers: (a, b) => steps(a.answers, b.answers),
  pauses: (a, b) => steps(a.pauses, b.pauses),
  first: (a, b) => steps(a.first, b.first),
  last: (a, b) => steps(a.last, b.last),
  hours: (a, b) => apart(a.hours, b.hours),
  days: (a, b) => apart(a.days, b.days),
  models: (a, b) => modelsApart(a.models, b.models),
  share: (a, b) => Math.abs(a.share - b.share),
  began: (a, b) => Math.abs(a.began - b.began),
};

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** Distance of Kolmogorov and Smirnov, times what makes it as large for few accounts as for many where both are alike. */
function steps(a: Float64Array, b: Float64Array): number {
  const [n, m] = [sum(a), sum(b)];
  let [one, other, most] = [0, 0, 0];
  for (let bin = 0; bin < a.length; bin++) {
    one += a[bin]!;
    other += b[bin]!;
    most = Math.max(most, Math.abs(one / n - other / m));
  }
  return most * Math.sqrt((n * m) / (n + m));
}

/** Total variation: the part that would have to move. */
function apart(a: Float64Array, b: Float64Array): number {
  const [n, m] = [sum(a), sum(b)];
  return a.reduce((total, value, bin) => total + Math.abs(value / n - b[bin]! / m), 0) / 2;
}

function modelsApart(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number {
  const numbers = [...new Set([...a.keys(), ...b.keys()])].sort((x, y) => x - y);
  const column = (from: ReadonlyMap<number, number>): Float64Array =>
    Float64Array.from(numbers, (number) => from.get(number) ?? 0);
  return apart(column(a), column(b));
}
