/**
 * Whose accounts they are. Two accounts are unrelated only where the log or the directory names different organisations and no
 * means of payment is the same: what a client writes about itself neither joins nor parts accounts.
 */
import type { AccountProfile } from '../../accounts/account-profiles.ts';
import { UnionFind } from '../../../math/union-find.ts';

export interface Owners {
  /** A number for the owner of an account. */
  of(account: number): number;
  /** Whether an organisation is known for it. */
  isKnown(account: number): boolean;
  /** Do these two accounts belong to different known organisations? */
  areUnrelated(a: number, b: number): boolean;
  /** Different known owners of some accounts. */
  known(accounts: Iterable<number>): Set<number>;
}

export function ownersOf(profiles: ReadonlyMap<number, AccountProfile>): Owners {
  let most = 0;
  for (const number of profiles.keys()) most = Math.max(most, number);
  const joined = new UnionFind(most + 1);
  const firstWith = new Map<string, number>();
  const join = (mark: string, number: number): void => {
    const first = firstWith.get(mark);
    if (first === undefined) firstWith.set(mark, number);
    else joined.join(first, number);
  };
  for (const { number, organisation, directory } of profiles.values()) {
    if (organisation !== '') join(`o ${organisation}`, number);
    if (directory?.payment) join(`p ${directory.payment}`, number);
  }
  const of = (account: number): number => (profiles.has(account) ? joined.find(account) : -1);
  const isKnown = (account: number): boolean => (profiles.get(account)?.organisation ?? '') !== '';
  return {
    of,
    isKnown,
    areUnrelated: (a, b) => isKnown(a) && isKnown(b) && of(a) !== of(b),
    known: (accounts) => {
      const owners = new Set<number>();
      for (const account of accounts) if (isKnown(account)) owners.add(of(account));
      return owners;
    },
  };
}
