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

export interface Judged {
  verdict: Name;
  score: number;
  customer?: { score: number };
}

type Group = Pick<Judged, 'verdict' | 'customer'>;

/**
 * What an account or a template is called beside its groups: none is suspected by itself, and none is as clear as the others. Of a harvest by
 * one customer the score is that of the harvest: what each account has of its own is about distillation.
 * @param groups the most suspicious first
 */
export function judgedIn({ verdict, score }: Judged, groups: readonly (Group | undefined)[]): Judged {
  const of = (called: Name): Group | undefined => groups.find((group) => group?.verdict === called);
  if (verdict === 'none') return { verdict: of('suspected') ? 'suspected-group' : verdict, score };
  const customer = verdict === 'harvest' ? of(verdict)?.customer : undefined;
  return customer === undefined ? { verdict, score } : { verdict, score: customer.score, customer };
}

interface Part extends Judged {
  campaign?: string;
  campaigns?: readonly string[];
}

/** The same of all accounts and templates of a report, by its campaigns. */
export function judging(campaigns: readonly (Group & { id: string })[]): (part: Part) => Judged {
  const known = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  return (part) =>
    judgedIn(
      part,
      (part.campaigns ?? [part.campaign ?? '']).map((id) => known.get(id)),
    );
}

/** The probability of what it is called: that of a harvest beside a harvest by one customer, and of distillation beside all else. */
export const ownScore = ({ verdict, score, customer }: Judged): number =>
  verdict === 'harvest' && customer !== undefined ? customer.score : score;

const GRAVEST_FIRST: readonly Name[] = ['distillation', 'relay', 'suspected', 'suspected-group', 'harvest'];

/**
 * What lists by score are sorted by, the largest first: the gravest verdict, and of one verdict the likeliest. A program at work is no
 * finding, so it stands among what has none; what was not judged stands last.
 */
export function listRank({ verdict, score, customer }: Judged): number {
  if (verdict === 'not-judged') return -1;
  const place = GRAVEST_FIRST.indexOf(verdict);
  return (
    (place < 0 ? 0 : 2 * (GRAVEST_FIRST.length - place)) + ownScore({ verdict, score, ...(customer && { customer }) })
  );
}

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
export function judgementWords(
  { verdict: own, score, customer, group }: Judged & { group?: Group },
  t = english,
): string {
  const { verdict } = judgedIn({ verdict: own, score }, [group]);
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
