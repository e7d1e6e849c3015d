/** Runs of accounts by themselves: strangers who run one public program do so once or twice, each when it suits them. */
import type { RequestTable } from '../../../table/request-table.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { conversationsOf, PAUSE_MS } from '../conversations.ts';

/** The most runs of an account. */
const RUNS = 2;

/** Whether most accounts come once or twice. False where times are unknown. */
export const comeOnce = (candidate: Candidate, table: RequestTable): boolean => areFew(runsOf(candidate, table));

function areFew(counts: Uint32Array): boolean {
  let few = 0;
  for (const own of counts) if (own > 0 && own <= RUNS) few++;
  return few * 2 > counts.length;
}

/** How many runs each account has. A column: a large group has as many runs as requests. */
function runsOf(candidate: Candidate, table: RequestTable): Uint32Array {
  const { time } = table.rows;
  const { rows, member, timed } = conversationsOf(candidate, table);
  const counts = new Uint32Array(candidate.accounts.length);
  const seen = new Float64Array(counts.length).fill(-Infinity);
  for (let i = 0; i < timed; i++) {
    const [at, one] = [time[rows[i]!]!, member[i]!];
    if (at - seen[one]! > PAUSE_MS) counts[one]!++;
    seen[one] = at;
  }
  return counts;
}

/**
 * Whether most accounts come once or twice, and most of their runs have half an hour on both sides in which no other account of the
 * group works. A harvest has no reason to be idle between accounts. False where times are unknown.
 */
export function comeAlone(candidate: Candidate, table: RequestTable): boolean {
  const counts = runsOf(candidate, table);
  if (!areFew(counts)) return false;
  const { time } = table.rows;
  const { rows, member, timed } = conversationsOf(candidate, table);
  const total = counts.reduce((sum, own) => sum + own, 0);
  const [from, until] = [new Float64Array(total), new Float64Array(total)];
  /** The last run of each account, and when it was there last. */
  const last = counts;
  const seen = new Float64Array(last.length).fill(-Infinity);
  let runs = 0;
  for (let i = 0; i < timed; i++) {
    const [at, one] = [time[rows[i]!]!, member[i]!];
    if (at - seen[one]! > PAUSE_MS) {
      from[runs] = at;
      last[one] = runs++;
    }
    seen[one] = until[last[one]!] = at;
  }
  let [alone, end] = [0, -Infinity];
  // Conversations are in time order, and so are the beginnings of runs.
  for (let at = 0; at < runs; at++) {
    const next = at + 1 < runs ? from[at + 1]! : Infinity;
    if (from[at]! - end > PAUSE_MS && next - until[at]! > PAUSE_MS) alone++;
    end = Math.max(end, until[at]!);
  }
  return alone * 2 > runs;
}
