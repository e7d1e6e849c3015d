/** Runs of accounts by themselves: strangers who run one public program do so once or twice, each when it suits them. */
import type { RequestTable } from '../../../table/request-table.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { conversationsOf, PAUSE_MS } from '../conversations.ts';

/** The most runs of an account. */
const RUNS = 2;

/**
 * Whether most accounts come once or twice, and most of their runs have half an hour on both sides in which no other account of the
 * group works. A harvest has no reason to be idle between accounts. False where times are unknown.
 */
export function comeAlone(candidate: Candidate, table: RequestTable): boolean {
  const { time } = table.rows;
  const { rows, member, timed } = conversationsOf(candidate, table);
  const runs: { from: number; until: number }[] = [];
  /** The last run of each account, and how many it has. */
  const last = new Map<number, { from: number; until: number }>();
  const counts = new Map<number, number>();
  for (let i = 0; i < timed; i++) {
    const [at, one] = [time[rows[i]!]!, member[i]!];
    const own = last.get(one);
    if (own !== undefined && at - own.until <= PAUSE_MS) own.until = at;
    else {
      const run = { from: at, until: at };
      last.set(one, run);
      counts.set(one, (counts.get(one) ?? 0) + 1);
      runs.push(run);
    }
  }
  const once = [...counts.values()].filter((own) => own <= RUNS).length;
  if (once * 2 <= candidate.accounts.length) return false;
  let [alone, end] = [0, -Infinity];
  // Conversations are in time order, and so are the beginnings of runs.
  for (const [at, { from, until }] of runs.entries()) {
    const next = runs[at + 1]?.from ?? Infinity;
    if (from - end > PAUSE_MS && next - until > PAUSE_MS) alone++;
    end = Math.max(end, until);
  }
  return alone * 2 > runs.length;
}
