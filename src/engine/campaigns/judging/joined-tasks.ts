/**
 * Tasks: a campaign that gives each account some of its tasks makes a group for each task, and neither all accounts have two groups in common
 * nor none. Groups with more accounts in common than chance allows are judged as one.
 */
import { logHypergeometricTail } from '../../../math/hypergeometric.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { Judgement } from './judge.ts';
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
    const whole = judge(wholeOf(taken.map(({ candidate }) => candidate)));
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
