/** Who uses each system prompt: the users of one product or assistant all have it. */
import { Memo } from '../../../math/memo.ts';
import { byAccount } from '../../templates/mining/by-account.ts';
import type { RequestTable } from '../../table/request-table.ts';

export interface PromptUsers {
  /** Number of accounts that use each system prompt. */
  accounts: ReadonlyMap<number, number>;
  /** Number of accounts that use the commonest; 0 where there is none. */
  most: number;
  /** All requests with a system prompt, in the order of the log. */
  rowsOf: (system: number) => Uint32Array;
}

const known = new Memo<RequestTable, PromptUsers>();

/** Computed once per table. Requests without an account have no user. */
export function promptUsers(table: RequestTable): PromptUsers {
  const before = known.get(table);
  if (before) return before;
  const { system, account } = table.rows;
  const ordered = withPrompt(system.subarray(0, table.length));
  const ranges = new Map<number, readonly [from: number, to: number]>();
  const accounts = new Map<number, number>();
  let most = 0;
  for (let from = 0, to = 0; from < ordered.length; from = to) {
    const own = system[ordered[from]!]!;
    const users = new Set<number>();
    for (; to < ordered.length && system[ordered[to]!] === own; to++) users.add(account[ordered[to]!]!);
    users.delete(0);
    ranges.set(own, [from, to]);
    accounts.set(own, users.size);
    most = Math.max(most, users.size);
  }
  const found = { accounts, most, rowsOf: rowsIn(ordered, ranges) };
  known.set(table, found);
  return found;
}

/** Rows that have a system prompt, ordered by it. */
function withPrompt(system: Uint32Array): Uint32Array {
  const all = byAccount(system);
  const none = all.findIndex((row) => system[row] !== 0);
  return none < 0 ? new Uint32Array(0) : all.slice(none);
}

/** By itself: what is kept would otherwise hold all columns that were looked at. */
const rowsIn =
  (ordered: Uint32Array, ranges: ReadonlyMap<number, readonly [from: number, to: number]>): PromptUsers['rowsOf'] =>
  (system) =>
    ordered.subarray(...(ranges.get(system) ?? [0, 0]));
