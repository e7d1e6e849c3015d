/** What a report knows of when its accounts asked, as an index whose rows are counts: for charts of a report without its scan. */
import { NO_TEMPLATE, type RequestIndex } from '../request-index.ts';
import type { Report } from '../report.ts';
import { type Counted, countedOf, STEPS } from './activity.ts';

/** Longest step by which the hours of a day can be told. */
const HOUR = STEPS['1h'];

/** Undefined where the report holds no counts. */
export function countedIndex(report: Report): RequestIndex | undefined {
  if (!report.accounts.some(({ activity }) => activity !== undefined)) return undefined;
  const accounts = report.accounts.map(({ account }) => account);
  const templates = report.templates.map(({ id }) => id);
  const numbers = new Map(templates.map((id, number) => [id, number]));
  const rows: (Counted & { account: number; score: number; span: number })[] = [];
  let hourly = true;
  report.accounts.forEach(({ activity, score, slices, first, last }, account) => {
    if (activity === undefined) {
      hourly = false;
      return;
    }
    const { step, counted } = countedOf(activity);
    if (step > HOUR || (slices.length > 0 && counted.every(({ template }) => template === ''))) hourly = false;
    for (const one of counted) {
      // When it began and when it stopped is known exactly.
      const time = Math.max(one.time, first ?? one.time);
      const span = Math.max(1, Math.min(one.time + step, (last ?? Infinity) + 1) - time);
      rows.push({ ...one, time, span, account, score: one.flagged ? score : 0 });
    }
  });
  const none = new Uint32Array(rows.length);
  return {
    length: rows.length,
    ...{ files: [], accounts, templates, models: [''] },
    ...{ file: new Uint16Array(rows.length), line: none, bytes: none, outputTokens: none },
    offset: new Float64Array(rows.length),
    model: new Uint16Array(rows.length),
    time: Float64Array.from(rows, ({ time }) => time),
    account: Uint32Array.from(rows, ({ account }) => account),
    template: Uint32Array.from(rows, ({ template }) => numbers.get(template) ?? NO_TEMPLATE),
    score: Float32Array.from(rows, ({ score }) => score),
    counts: {
      requests: Uint32Array.from(rows, ({ requests }) => requests),
      span: Float64Array.from(rows, ({ span }) => span),
      hourly,
    },
  };
}

/** Time in bins of one length. */
interface TimeBins {
  /** Start of the first bin, and end of the last, ms UTC. */
  from: number;
  to: number;
  bins: number;
}

/** Calls `add` with each bin that requests of a row fall into, and with their number. */
export type Place = (row: number, add: (bin: number, requests: number) => void) => void;

/**
 * Where the rows of an index fall. One that stands for several requests is dealt out evenly over the time in which these were sent,
 * in whole requests.
 */
export function binsOf({ time, counts }: RequestIndex, { from, to, bins }: TimeBins): Place {
  const width = (to - from) / bins;
  if (counts === undefined)
    return (row, add) => {
      const at = time[row]!;
      if (at >= from && at < to) add(Math.min(bins - 1, Math.floor((at - from) / width)), 1);
    };
  return (row, add) => {
    const [at, requests, span] = [time[row]!, counts.requests[row]!, counts.span[row]!];
    const until = (end: number): number => Math.round(requests * Math.min(1, Math.max(0, (end - at) / span)));
    const last = Math.min(bins - 1, Math.ceil((at + span - from) / width) - 1);
    for (let bin = Math.max(0, Math.floor((at - from) / width)); bin <= last; bin++) {
      const own = until(from + (bin + 1) * width) - until(from + bin * width);
      if (own > 0) add(bin, own);
    }
  };
}

/** Requests that a row stands for. */
export const requestsOf = ({ counts }: RequestIndex, row: number): number => counts?.requests[row] ?? 1;
