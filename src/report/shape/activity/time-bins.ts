/** Requests over time in bins of one length. */
import type { RequestIndex } from '../request-index.ts';

export interface TimeBins {
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
