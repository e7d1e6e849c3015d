/**
 * Copies of one prompt sent close together. A harvester that samples several answers sends a prompt k times in a row and
 * never again; live traffic, tests and lessons come back to the same prompt later.
 */
import type { RequestTable } from '../signals/request-table.ts';
import type { Candidate } from './candidate.ts';
import { pooledRequests } from './pooled-requests.ts';

/** Copies further apart than this are a new visit to the prompt. Sampling k answers from a slow queue takes minutes. */
const TOGETHER_MS = 2 * 3600_000;

export interface CopyGroups {
  /** Sizes of all groups. */
  sizes: number[];
  /** Groups whose prompt was seen before, hours or days earlier. */
  recurring: number;
  /** Groups whose copies were sent by more than one account. */
  spread: number;
  /** First rows of recurring groups, at most 20. */
  recurringRows: number[];
  /** First rows of groups with more than one copy, at most 20. */
  copiedRows: number[];
}

/** Only requests that open a conversation count: later turns and tool loops repeat their first message by design. */
export function copyGroups(candidate: Candidate, table: RequestTable): CopyGroups {
  const pool = pooledRequests(candidate, table);
  const { prompt, time, turns, contextIn } = table.rows;
  const last = new Map<number, { time: number; group: number }>();
  const found: CopyGroups = { sizes: [], recurring: 0, spread: 0, recurringRows: [], copiedRows: [] };
  const senders: number[] = [];
  const isSpread: boolean[] = [];
  pool.rows.forEach((row, i) => {
    if (turns[row]! > 1 || contextIn[row]! !== 0) return;
    const seen = last.get(prompt[row]!);
    const now = time[row]!;
    if (seen && now - seen.time <= TOGETHER_MS) {
      seen.time = now;
      found.sizes[seen.group]!++;
      if (found.sizes[seen.group] === 2 && found.copiedRows.length < 20) found.copiedRows.push(row);
      if (senders[seen.group] !== pool.member[i] && !isSpread[seen.group]) {
        isSpread[seen.group] = true;
        found.spread++;
      }
      return;
    }
    if (seen) {
      found.recurring++;
      if (found.recurringRows.length < 20) found.recurringRows.push(row);
    }
    last.set(prompt[row]!, { time: now, group: found.sizes.length });
    found.sizes.push(1);
    senders.push(pool.member[i]!);
    isSpread.push(false);
  });
  return found;
}
