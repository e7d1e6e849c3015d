/** Pauses between an account's conversations, and whether they are those of a timer. */
import type { RequestTable } from '../../../table/request-table.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { conversationsOf } from '../conversations.ts';

/** Shorter pauses count as one moment: they do not show how fast somebody works. */
const SHORTEST_MS = 1000;

/**
 * Logarithms of each account's pauses in ms that are shorter than the longest. All share one column: they are counted first, and then put
 * there.
 */
export function pausesOf(candidate: Candidate, table: RequestTable, longest = Infinity): Float64Array[] {
  const { time } = table.rows;
  const { rows, member, timed } = conversationsOf(candidate, table);
  const last = new Float64Array(candidate.accounts.length);
  const each = (take: (one: number, pause: number) => void): void => {
    last.fill(NaN);
    for (let i = 0; i < timed; i++) {
      const [at, one] = [time[rows[i]!]!, member[i]!];
      const pause = at - last[one]!;
      if (pause < longest) take(one, pause);
      last[one] = at;
    }
  };
  const start = new Uint32Array(candidate.accounts.length + 1);
  each((one) => start[one + 1]!++);
  for (let one = 1; one < start.length; one++) start[one]! += start[one - 1]!;
  const next = start.slice();
  const pauses = new Float64Array(start[start.length - 1]!);
  each((one, pause) => (pauses[next[one]!++] = Math.log(Math.max(SHORTEST_MS, pause))));
  return candidate.accounts.map((_, one) => pauses.subarray(start[one], start[one + 1]));
}

/** Pauses that an account must have for a timer to be seen. */
const MIN_PAUSES = 11;
/** How far a timer's pauses may differ, from the first to the last fifth, in logarithms: requests that fail or are late make a few longer. */
const SAME = 0.15;
/** Shorter pauses are those of a queue that is paced, or of the answers themselves. */
const PACE = Math.log(2 * 60_000);

/** Whether at least half of the accounts send at one fixed interval each, as a program on a timer does. */
export function onTimers(candidate: Candidate, table: RequestTable): boolean {
  let fixed = 0;
  for (const pauses of pausesOf(candidate, table)) {
    if (pauses.length < MIN_PAUSES) continue;
    pauses.sort();
    const at = (share: number): number => pauses[Math.floor(share * (pauses.length - 1))]!;
    if (at(0.5) > PACE && at(0.8) - at(0.2) < SAME) fixed++;
  }
  return 2 * fixed >= candidate.accounts.length;
}
