/** The requests of a filter by their time, for the histogram above the rows of the log explorer. */
import type { LogFilter, TimeCounts } from '../../protocol/explorer-messages.ts';
import type { FileRows } from '../explorer/log-rows.ts';
import { filterRows } from './request-fields.ts';

/** More bins are narrower than a person can point at. */
const MAX_BINS = 200;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Lengths of a bin that a clock or a calendar has. */
const STEPS = [
  ...[1, 5, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 5, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 3, 6, 12].map((hours) => hours * HOUR),
];

/**
 * The bins span the whole log, so that they stay where they are while the filter changes.
 * @param hits of a search: 1 for each request of the log that was found
 */
export function requestTimes(file: FileRows, filter: LogFilter, hits?: Uint8Array): TimeCounts | null {
  const { results, from, to } = file;
  const { time } = results.index;
  let first = Infinity;
  let last = -Infinity;
  for (let row = from; row < to; row++) {
    const at = time[row]!;
    if (at < first) first = at;
    if (at > last) last = at;
  }
  if (first > last) return null;
  const step = stepFor(last - first);
  const start = Math.floor(first / step) * step;
  const requests = new Array<number>(Math.floor((last - start) / step) + 1).fill(0);
  const flagged = [...requests];
  const { from: _, to: __, ...timeless } = filter;
  const fits = filterRows(file, timeless, hits);
  for (let row = from; row < to; row++) {
    const at = time[row]!;
    if (fits[row - from] !== 0 || Number.isNaN(at)) continue;
    const bin = Math.floor((at - start) / step);
    requests[bin]!++;
    if (results.isFlagged(row)) flagged[bin]!++;
  }
  return { start, step, requests, flagged };
}

function stepFor(span: number): number {
  const days = Math.ceil(span / DAY / (MAX_BINS - 1));
  return STEPS.find((step) => span / step < MAX_BINS - 1) ?? days * DAY;
}
