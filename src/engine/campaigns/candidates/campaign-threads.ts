/** The conversations of a campaign that change account: how many, how often, and the turns of those that do so most. */
import type { Threads } from './threads.ts';

/** What is needed of each request. */
export interface ThreadColumns {
  threads?: Threads;
  account: Uint32Array;
  /** ms UTC. */
  time: Float64Array;
}

export interface CampaignThreads {
  conversations: number;
  /** Turns that another account sends than the turn before. */
  moves: number;
  /** Accounts with a turn in one of them. */
  accounts: number;
  /** Middle of the times from a turn to the next one under another account, ms. */
  gap: number;
  /** Turns of the conversations that change account most often, in time order. */
  shown: number[][];
}

/**
 * A conversation is the campaign's when a turn of one member follows that of another one.
 * @param most conversations whose turns are wanted
 * @returns undefined when the log does not tell which request continues which
 */
export function campaignThreads(
  { threads, account, time }: ThreadColumns,
  isMember: (account: number) => boolean,
  most: number,
): CampaignThreads | undefined {
  if (threads === undefined) return undefined;
  const found: { rows: number[]; moves: number }[] = [];
  const accounts = new Set<number>();
  const gaps: number[] = [];
  for (let at = 0; at + 1 < threads.starts.length; at++) {
    const rows = Array.from(threads.rows.subarray(threads.starts[at], threads.starts[at + 1]));
    const moved = [...rows.keys()].filter((turn) => {
      const [row, before] = [rows[turn]!, account[rows[turn - 1] ?? rows[turn]!]!];
      return before !== account[row] && isMember(before) && isMember(account[row]!);
    });
    if (moved.length === 0) continue;
    found.push({ rows, moves: moved.length });
    for (const row of rows) accounts.add(account[row]!);
    for (const turn of moved) gaps.push(time[rows[turn]!]! - time[rows[turn - 1]!]!);
  }
  // Conversations are in time order already, and stay so among those that move as often.
  const shown = found.toSorted((a, b) => b.moves - a.moves).slice(0, most);
  gaps.sort((a, b) => a - b);
  return {
    conversations: found.length,
    moves: gaps.length,
    accounts: accounts.size,
    gap: gaps[gaps.length >> 1] ?? 0,
    shown: shown.map(({ rows }) => rows),
  };
}
