import { areLone } from '../../engine/accounts/lone-accounts.ts';
import { proposeMapping } from '../../reader/mapping/propose-mapping.ts';
import { listOf } from '../../reader/records/fields/json.ts';
import type { RequestRecord } from '../../reader/records/fields/request.ts';
import type { AccountHint } from './inspection.ts';

/** Whether nearly every request has an account of its own: see `areLone`. */
export function haveLoneAccounts(records: readonly RequestRecord[]): boolean {
  const names = records.flatMap(({ account }) =>
    account === undefined || account.kind === 'file' || account.kind === 'address' ? [] : [account.value],
  );
  const requests = new Map<string, number>();
  for (const name of names) requests.set(name, (requests.get(name) ?? 0) + 1);
  return areLone(names.length, [...requests.values()].filter((number) => number === 1).length);
}

/** Fields that may name an account, by the same guesses that mappings are made of. */
export function accountHints(values: readonly unknown[]): AccountHint[] {
  if (values.length === 0) return [];
  return proposeMapping(
    values.flatMap((value) => (Array.isArray(value) ? listOf(value) : [value])),
    'log',
  )
    .guesses.filter(({ field }) => field === 'key' || field === 'user' || field === 'endUser' || field === 'project')
    .sort((a, b) => b.confidence - a.confidence)
    .map(({ path, why }) => ({ path, why }));
}
