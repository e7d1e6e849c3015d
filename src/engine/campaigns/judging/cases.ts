/**
 * Cases: the groups of one operator. A campaign that deals its accounts out to several prompts, or that words its prompt anew for some of them, makes
 * several groups, and their accounts work alike. Groups are joined by average linkage over the log odds that two are one operator's, as far as the log's
 * own ordinary groups are hardly ever as alike.
 */
import type { Candidate } from '../candidates/candidate.ts';
import { type Conduct, type Conducting, conductOf, DISTANCES } from './conduct.ts';
import { CALLED } from './distinct-judgements.ts';
import type { Judgement } from './judge.ts';
import { isReported } from './one-customer.ts';
import fitted from './one-operator.json';
import { wholeOf } from './whole.ts';

/** Part of the accounts of the smaller of two groups that both may have: with more in common their conduct is in part the same requests'. */
export const IN_COMMON = 0.3;
/** Groups that may be parts, and ordinary ones that they are held against: the most suspicious of each. */
const [MOST, ORDINARY] = [100, 60];
/** Log odds that two groups are one operator's from which they are joined, in any log. */
const LEAST = 1.5;
/** Part of the pairs of the log's ordinary groups that may be as alike as that; fewer pairs than this many say nothing. */
const [AS_ALIKE, ENOUGH] = [0.02, 20];

const ALIKE = 'its groups were joined because they work alike, as strangers who run one program may';

const WEIGHTS: Readonly<Record<string, { weight: number; usual: number }>> = fitted.weights;

/** Log odds that two groups are one operator's, as if half of all pairs were. What one of them does not show says nothing. */
export function oneOperator(a: Conduct, b: Conduct): number {
  return Object.entries(WEIGHTS).reduce((odds, [id, { weight, usual }]) => {
    const distance = DISTANCES[id]!(a, b);
    return Number.isNaN(distance) ? odds : odds - weight * (distance - usual);
  }, fitted.prior);
}

interface Group {
  judgement: Judgement;
  accounts: ReadonlySet<number>;
  conduct: Conduct;
}

/**
 * Each case takes the place of its parts, and is as suspicious as the most suspicious of them: an innocent one does not become a campaign because
 * several others work as it does. It is suspected at most. What is called by itself is left as it is, and so are one customer's groups and what exact facts show.
 * @param judgements most suspicious first
 */
export function joinedCases(judgements: readonly Judgement[], context: Conducting): Judgement[] {
  const possible = judgements.filter(isPossible).slice(0, MOST);
  if (possible.length < 2) return [...judgements];
  const groupOf = (judgement: Judgement): Group => ({
    judgement,
    accounts: new Set(judgement.candidate.accounts),
    conduct: conductOf(judgement.candidate, context),
  });
  const ordinary = judgements
    .filter((one) => !isReported(one))
    .slice(0, ORDINARY)
    .map(groupOf);
  const cases = linked(possible.map(groupOf), Math.max(LEAST, usualAmong(ordinary))).filter(({ length }) => length > 1);
  const joined = new Set(cases.flat());
  return [...judgements.filter((one) => !joined.has(one)), ...cases.map(caseOf)].sort((a, b) => b.logOdds - a.logOdds);
}

const isPossible = (one: Judgement): boolean =>
  one.candidate.kind !== 'technique' &&
  one.customer === undefined &&
  one.notSuspected !== true &&
  isReported(one) &&
  (one.atMostSuspected !== undefined || one.logOdds < CALLED);

function caseOf(parts: readonly Judgement[]): Judgement {
  const inOrder = [...parts].sort((a, b) => b.logOdds - a.logOdds);
  const { lacks: _, ...first } = inOrder[0]!;
  return {
    ...first,
    candidate: wholeOf(inOrder.map(asSureAsPart)),
    atMostSuspected: ALIKE,
    joined: { parts: inOrder },
  };
}

/** An account belongs to the operator's case no more surely than its own part is suspicious. */
function asSureAsPart({ candidate, logOdds }: Judgement): Candidate {
  const capped = (odds: number): number => Math.min(odds, logOdds);
  return {
    ...candidate,
    membership: candidate.membership.map(capped),
    near: candidate.near.map((one) => ({ ...one, logOdds: capped(one.logOdds) })),
  };
}

/** Log odds that hardly a pair of ordinary groups has. */
function usualAmong(groups: readonly Group[]): number {
  const odds = groups
    .flatMap((a, at) => groups.slice(0, at).flatMap((b) => (areApart(a, b) ? [oneOperator(a.conduct, b.conduct)] : [])))
    .sort((x, y) => x - y);
  return odds.length < ENOUGH ? -Infinity : odds[Math.floor((1 - AS_ALIKE) * (odds.length - 1))]!;
}

/** What pairs that have too many accounts in common count in a mean: as unlike as most groups are. */
const UNLIKE = -3;

/** Groups by case: the two cases that are likeliest one operator's are joined, as long as that is likelier than `least`. */
function linked(groups: readonly Group[], least: number): Judgement[][] {
  let cases = groups.map((_, at) => [at]);
  /** Sums over the pairs of groups of two cases. */
  let sums = groups.map((a) => groups.map((b) => (areApart(a, b) ? oneOperator(a.conduct, b.conduct) : UNLIKE)));
  for (;;) {
    let [best, first, second] = [least, -1, -1];
    for (let a = 0; a < cases.length; a++)
      for (let b = a + 1; b < cases.length; b++) {
        const mean = sums[a]![b]! / (cases[a]!.length * cases[b]!.length);
        if (mean > best) [best, first, second] = [mean, a, b];
      }
    if (first < 0) return cases.map((own) => own.map((at) => groups[at]!.judgement));
    const isLeft = (_: unknown, at: number): boolean => at !== second;
    const both = sums[first]!.map((sum, at) => sum + sums[second]![at]!);
    cases = cases.map((own, at) => (at === first ? [...own, ...cases[second]!] : own)).filter(isLeft);
    sums = sums
      .map((row, at) =>
        (at === first ? both : row.map((sum, other) => (other === first ? both[at]! : sum))).filter(isLeft),
      )
      .filter(isLeft);
  }
}

/** Whether two groups have hardly any accounts in common. */
function areApart({ accounts: one }: Group, { accounts: other }: Group): boolean {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let both = 0;
  for (const account of small) if (large.has(account)) both++;
  return both <= IN_COMMON * small.size;
}
