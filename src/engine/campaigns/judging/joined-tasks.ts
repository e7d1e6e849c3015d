/**
 * Tasks: a campaign that gives each account some of its tasks makes a group for each task, and neither all accounts have two groups in common
 * nor none. Groups with more accounts in common than chance allows are judged as one.
 */
import { logHypergeometricTail } from '../../../math/hypergeometric.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { Judgement } from './judge.ts';
import { partOf } from './outsiders.ts';
import { possibleParts, wholeOf, withParts } from './whole.ts';

/** Chance that any group would be joined to another if all groups had drawn their accounts, over all pairs that are compared. */
const LEVEL = 0.01;

const IN_COMMON =
  'its groups were joined because they have more accounts in common than chance allows, as those of one product’s customers may';

/**
 * Each group that is likelier a campaign than not takes in the group whose accounts it has most surely not by chance, then the next, as the accounts of
 * both together have it. The whole takes the place of its parts where it makes a better case than any of them. It is suspected at most: strangers
 * who use one product have more than one thing in common, too.
 * @param judgements most suspicious first
 */
export function joinedTasks(judgements: readonly Judgement[], judge: (candidate: Candidate) => Judgement): Judgement[] {
  const parts = possibleParts(judgements);
  const first = parts.filter(({ logOdds }) => logOdds > 0).length;
  /** Accounts that are in some group: others could have been in none, and all groups would seem to be of the same few. */
  const grouped = new Set(judgements.flatMap(({ candidate }) => candidate.accounts)).size;
  const level = Math.log(LEVEL / Math.max(1, first * (parts.length - 1)));
  const joined = new Set<Judgement>();
  const wholes: Judgement[] = [];
  for (const start of parts.slice(0, first)) {
    if (joined.has(start)) continue;
    const taken = takenIn(
      start,
      parts.filter((one) => one !== start && !joined.has(one)),
      grouped,
      level,
    );
    if (taken.length < 2) continue;
    const whole = judge(withoutStrangers(wholeOf(taken.map(({ candidate }) => candidate)), taken));
    if (taken.some(({ logOdds }) => logOdds >= whole.logOdds)) continue;
    for (const part of taken) joined.add(part);
    wholes.push(withParts(whole, taken, 'accounts', IN_COMMON));
  }
  return [...judgements.filter((one) => !joined.has(one)), ...wholes].sort((a, b) => b.logOdds - a.logOdds);
}

/** @param level logarithm of the chance below which two groups have not drawn their accounts from those that are `grouped` */
function takenIn(start: Judgement, others: readonly Judgement[], grouped: number, level: number): Judgement[] {
  const taken = [start];
  const accounts = new Set(start.candidate.accounts);
  let left = [...others];
  for (;;) {
    let next: Judgement | undefined;
    let least = level;
    for (const other of left) {
      const own = other.candidate.accounts;
      const both = own.filter((account) => accounts.has(account)).length;
      const chance = logHypergeometricTail(both, grouped, accounts.size, own.length);
      if (chance < least) [least, next] = [chance, other];
    }
    if (next === undefined) return taken;
    taken.push(next);
    for (const account of next.candidate.accounts) accounts.add(account);
    left = left.filter((one) => one !== next);
  }
}

/**
 * The whole without accounts that are of one part alone and rather strangers in it. Members of the campaign may be of one part, too: the part that
 * the others were taken into says how many are. Where more are than that, strangers are among them, who are of no other part.
 */
function withoutStrangers(whole: Candidate, [first, ...others]: readonly Judgement[]): Candidate {
  const parts = new Map<number, number>();
  for (const { candidate } of [first!, ...others])
    for (const account of candidate.accounts) parts.set(account, (parts.get(account) ?? 0) + 1);
  const isLone = (account: number): boolean => parts.get(account) === 1;
  // As if one more account were, and one were not: nothing is said to be impossible because few were looked at (Laplace).
  const loneShare = ({ candidate: { accounts } }: Judgement): number =>
    (accounts.filter(isLone).length + 1) / (accounts.length + 2);
  const usual = loneShare(first!);
  const strangers = new Set<number>();
  for (const part of others) {
    const members = Math.min(1, (1 - loneShare(part)) / (1 - usual));
    if (members * usual < 1 - members)
      for (const account of part.candidate.accounts) if (isLone(account)) strangers.add(account);
  }
  return strangers.size === 0 ? whole : partOf(whole, (at) => !strangers.has(whole.accounts[at]!));
}
