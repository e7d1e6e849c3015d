/**
 * Accounts through which one operator serves many customers: conversations begin under one account and continue under
 * another. That alone shows resold access, not distillation.
 */
import { addTo } from '../../../math/lists/many.ts';
import type { AccountProfile } from '../../accounts/account-profiles.ts';
import type { RequestTable } from '../../table/request-table.ts';

/** Accounts needed for a group. */
const MIN_ACCOUNTS = 4;
/** Moved turns an account must give or take to be a member. */
const MOVED = 2;
/** Requests an account needs: one with a single request serves nobody. If all have one, request ids were taken for accounts. */
const MIN_REQUESTS = 2;

export interface RelayGroup {
  /** Account numbers, ascending. */
  accounts: number[];
  /** Rows that continue a conversation of another member. */
  rows: number[];
}

/** Finds the groups, largest first. A group of one organisation is its key pool and is left out. */
export function relayGroups(
  table: RequestTable,
  continuations: ReadonlyMap<number, number>,
  profiles: ReadonlyMap<number, AccountProfile>,
): RelayGroup[] {
  const { account } = table.rows;
  const neighbours = new Map<number, Map<number, number[]>>();
  for (const [row, from] of continuations) {
    const [a, b] = [account[row]!, account[from]!];
    const ownA = profiles.get(a)!.organisation;
    if (ownA && ownA === profiles.get(b)!.organisation) continue;
    for (const [x, y] of [
      [a, b],
      [b, a],
    ] as const) {
      const near = neighbours.get(x) ?? new Map<number, number[]>();
      neighbours.set(x, near);
      addTo(near, y, row);
    }
  }
  const strong = new Set(
    [...neighbours]
      .filter(([a, near]) => [...near.values()].flat().length >= MOVED && profiles.get(a)!.requests >= MIN_REQUESTS)
      .map(([a]) => a),
  );
  const seen = new Set<number>();
  const groups: RelayGroup[] = [];
  for (const start of [...strong].sort((a, b) => a - b)) {
    if (seen.has(start)) continue;
    seen.add(start);
    const accounts = [start];
    const rows = new Set<number>();
    for (const at of accounts) {
      for (const [other, moved] of neighbours.get(at)!) {
        if (!strong.has(other)) continue;
        for (const row of moved) rows.add(row);
        if (!seen.has(other)) {
          seen.add(other);
          accounts.push(other);
        }
      }
    }
    if (accounts.length >= MIN_ACCOUNTS)
      groups.push({ accounts: accounts.sort((a, b) => a - b), rows: [...rows].sort((a, b) => a - b) });
  }
  return groups.sort((a, b) => b.accounts.length - a.accounts.length || a.accounts[0]! - b.accounts[0]!);
}
