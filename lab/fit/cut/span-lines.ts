/** Which lines of a log lie in a part of its time. */
import type { RequestTable } from '../../../src/engine/table/request-table.ts';

/** Milliseconds since 1970, the end not included. */
export interface Span {
  from: number;
  to: number;
}

/** Requests at either end that a log's span leaves out: one with a clock of its own would stretch it. */
const STRAYS = 0.005;

/**
 * A part of a log's span.
 * @param times of requests, NaN where unknown
 * @param share of the span, 0 to 1
 * @param place 0 for the first such part, 1 for the last
 */
export function partOfSpan(times: Float64Array, share: number, place: number): Span {
  const known = times.filter((time) => !Number.isNaN(time)).sort();
  const at = (quantile: number): number =>
    known[Math.min(known.length - 1, Math.floor(quantile * known.length))] ?? NaN;
  const [first, last] = [at(STRAYS), at(1 - STRAYS)];
  const from = first + place * (1 - share) * (last - first);
  return { from, to: from + share * (last - first) };
}

/** Of lines with requests, whether one of these lies in the part. */
export function spanLines(
  { rows, length }: Pick<RequestTable, 'rows' | 'length'>,
  { from, to }: Span,
): Map<number, boolean> {
  const kept = new Map<number, boolean>();
  for (let row = 0; row < length; row++) {
    const [line, time] = [rows.line[row]!, rows.time[row]!];
    kept.set(line, (kept.get(line) ?? false) || (time >= from && time < to));
  }
  return kept;
}
