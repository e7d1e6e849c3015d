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
  const numbers = [...profiles.keys()];
  const place = new Map(numbers.map((number, at) => [number, at]));
  const joined = new UnionFind(numbers.length);
  const firstWith = new Map<string, number>();
  const join = (mark: string, at: number): void => {
    const first = firstWith.get(mark);
    if (first === undefined) firstWith.set(mark, at);
    else joined.join(first, at);
  };
  numbers.forEach((number, at) => {
    const { organisation, directory } = profiles.get(number)!;
    if (organisation !== '') join(`o ${organisation}`, at);
    if (directory?.payment) join(`p ${directory.payment}`, at);
  });
  const of = (account: number): number => {
    const at = place.get(account);
    return at === undefined ? -1 : joined.find(at);
  };
  const isKnown = (account: number): boolean => (profiles.get(account)?.organisation ?? '') !== '';
  return {
    of,
    isKnown,
    areUnrelated: (a, b) => isKnown(a) && isKnown(b) && of(a) !== of(b),
    known: (accounts) => new Set([...accounts].filter(isKnown).map(of)),
  };
}
