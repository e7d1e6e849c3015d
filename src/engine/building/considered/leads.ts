/**
 * Where a log without text lets a look begin: accounts that are the only users of the addresses they share. Offices and classes look
 * like this as often as campaigns do, so it is no finding, and is told only where nothing can be judged.
 */
import { UnionFind } from '../../../math/union-find.ts';
import type { Lead } from '../../../report/shape/report.ts';
import type { DetectionResult } from '../detection-result.ts';

/** Fewer than make a campaign are worth no logging. */
const FEWEST_ACCOUNTS = 5;
/** Groups with a larger share of all accounts are what addresses look like behind a proxy of the log's own. */
const LARGEST_SHARE = 0.2;
const LEADS = 3;
/** Names that are written out. */
const NAMED = 20;
const LONGEST = 300;

export function leadsOf({ table, profiles }: Pick<DetectionResult, 'table' | 'profiles'>): Lead[] {
  const { rows, names } = table;
  const size = names.account.values.length;
  const sets = new UnionFind(size);
  /** Of each address its first user, and whether it has another. */
  const first = new Map<number, number>();
  const shared = new Set<number>();
  for (const [account, profile] of profiles) {
    if (profile.weak) continue;
    for (const row of profile.rows) {
      const address = rows.address[row]!;
      if (address === 0) continue;
      const user = first.get(address);
      if (user === undefined) first.set(address, account);
      else if (user !== account) {
        shared.add(address);
        sets.join(user, account);
      }
    }
  }
  const groups = new Map<number, { accounts: number[]; addresses: number[]; requests: number }>();
  for (const [account, { requests, weak }] of profiles) {
    if (weak) continue;
    const of = sets.find(account);
    const group = groups.get(of) ?? { accounts: [], addresses: [], requests: 0 };
    group.accounts.push(account);
    group.requests += requests;
    groups.set(of, group);
  }
  for (const address of shared) groups.get(sets.find(first.get(address)!))!.addresses.push(address);
  const most = Math.max(FEWEST_ACCOUNTS, LARGEST_SHARE * profiles.size);
  return [...groups.values()]
    .filter(({ accounts }) => accounts.length >= FEWEST_ACCOUNTS && accounts.length <= most)
    .map(({ accounts, addresses, requests }) => ({
      accounts: accounts.map((account) => profiles.get(account)!.account).toSorted(),
      addresses: addresses.map((address) => names.address.values[address]!.slice(0, LONGEST)).toSorted(),
      requests,
    }))
    .sort(
      (a, b) =>
        b.accounts.length / b.addresses.length - a.accounts.length / a.addresses.length ||
        b.requests - a.requests ||
        (a.accounts[0]! < b.accounts[0]! ? -1 : 1),
    )
    .slice(0, LEADS)
    .map(({ accounts, addresses, requests }) => ({
      accounts: accounts.slice(0, NAMED),
      size: accounts.length,
      addresses: addresses.slice(0, NAMED),
      shared: addresses.length,
      requests,
    }));
}
