/** Verdicts in words, the same in terminal, editor and exports. */
import { likelihood } from './likelihood.ts';
import { probability } from './numbers.ts';
import { english } from './speech.ts';

type Name =
  | 'distillation'
  | 'relay'
  | 'suspected'
  | 'suspected-group'
  | 'harvest'
  | 'automation'
  | 'none'
  | 'not-judged';

const WORDS: Readonly<Record<Name, string>> = {
  distillation: 'distillation',
  relay: 'relay',
  suspected: 'suspected',
  'suspected-group': 'group suspected',
  harvest: 'harvest pattern, one customer',
  automation: 'automation',
  none: 'no finding',
  'not-judged': 'not judged',
};

/** What an account or a template is called beside its group: none is suspected by itself, and none is as clear as the others. */
export const calledIn = <V extends string>(verdict: V, group?: { verdict: string }): V | 'suspected-group' =>
  verdict === 'none' && group?.verdict === 'suspected' ? 'suspected-group' : verdict;

/**
 * From this score on, no verdict means that too little was found, not that nothing was: a group is told. In logs of other makers half
 * of such groups are campaigns (docs/detection/results.md).
 */
export const DOUBTFUL_SCORE = 0.1;

/** Is the item suspicious, though not enough for a verdict? */
export const isCandidate = (verdict: Name, score: number): boolean => verdict === 'none' && score >= DOUBTFUL_SCORE;

/** `distillation`, `relay`, `suspected`, `group suspected`, `harvest pattern, one customer`, `automation`, `not judged`, `no finding`, or `not flagged` where something was. */
export const verdictWord = (verdict: Name, score: number, t = english): string =>
  isCandidate(verdict, score) ? t('not flagged') : t(WORDS[verdict]);

interface Judged {
  verdict: Name;
  score: number;
  customer?: { score: number };
  /** Of an account or a template: the group that it is in. */
  group?: { verdict: string };
}

/** The probability of what it is called: that of a harvest beside a harvest by one customer, and of distillation beside all else. */
export const ownScore = ({ verdict, score, customer }: Judged): number =>
  verdict === 'harvest' && customer !== undefined ? customer.score : score;

/**
 * The score in words of likelihood, and nothing where these would accuse somebody: a high score of what is not called is that of a
 * suspected group, or a rule keeps it from being called.
 */
export const sureness = ({ verdict, score }: Judged, t = english): string =>
  verdict !== 'distillation' && score >= DOUBTFUL_SCORE ? '' : likelihood(score, t);

/**
 * Verdict with the score where that says something: `distillation 97%`, `suspected, score 34%`, `not flagged, score 86%`,
 * `automation, distillation 40%`, `relay`. A score is the probability of distillation in worlds like those that were fitted on, whatever the verdict; of what
 * was not judged there is none. A campaign of one customer has a score of its own: `harvest pattern, one customer 94%`.
 */
export function judgementWords({ verdict: own, score, customer, group }: Judged, t = english): string {
  const verdict = calledIn(own, group);
  const word = verdictWord(verdict, score, t);
  if (verdict === 'harvest') return customer === undefined ? word : `${word} ${probability(customer.score)}`;
  if (verdict === 'distillation') return `${word} ${probability(score)}`;
  const isDoubt = verdict.startsWith('suspected');
  if (!isDoubt && (verdict === 'not-judged' || score < DOUBTFUL_SCORE)) return word;
  // Beside another finding the number would seem to be of that.
  return isDoubt || verdict === 'none'
    ? t('{0}, score {1}', word, probability(score))
    : t('{0}, distillation {1}', word, probability(score));
}
