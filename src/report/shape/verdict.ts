import * as v from 'valibot';
import { WEIGHT } from '../../engine/techniques/grade.ts';
import { isWorthALook, SUSPECTED_BY_FACTS, SUSPECTED_ODDS } from '../../text/suspected.ts';
import { isOfFacts } from '../../text/techniques.ts';

/**
 * From the most to the least serious. `suspected` is a group that is worth a look and no more: it says nothing of any account, and
 * nothing else than a group is ever suspected. `harvest` is what one customer's own accounts collect, and no coordinated distillation:
 * whether it is allowed is a matter of its contract. `not-judged` says that the log lacks the data needed to judge it: it clears nobody, and
 * whatever is found goes before it.
 */
export const VERDICTS = ['distillation', 'relay', 'suspected', 'harvest', 'automation', 'none', 'not-judged'] as const;

export const Verdict = v.picklist(VERDICTS);
export type Verdict = v.InferOutput<typeof Verdict>;

/** Does the verdict say what an item is? The others say that nothing was found, or that nothing could be. */
export const speaks = (verdict: Verdict): boolean => verdict !== 'none' && verdict !== 'not-judged';

/** Verdicts that are findings: a program at work is none by itself, and what could not be judged is none either. */
export const FOUND: ReadonlySet<Verdict> = new Set(['distillation', 'relay', 'suspected', 'harvest']);

interface Scores {
  score: number;
  accounts: { readonly length: number };
  customer?: { score: number; asks: boolean };
  atMostSuspected?: string;
  notSuspected?: true;
  /** Of detectors, in nats. */
  evidence?: readonly { detector: string; weight: number }[];
  counterEvidence?: readonly { detector: string; statistic: number }[];
  /** What it is if it is innocent, most likely first. */
  explanations?: readonly { explanation: string }[];
  /** The groups that it was joined from. */
  parts?: readonly { score: number; accounts: number }[];
}

/** Groups of a log that are suspected at most: as many as a person looks at. */
const MAX_SUSPECTED = 5;

/**
 * What the groups of one log are called. Of those that are not called the first in the queue are suspected, unless all are one customer's own
 * accounts: these are named by what they harvest or not at all.
 * @param from the odds from which they are, times the square root of their accounts
 */
export function campaignVerdicts(campaigns: readonly Scores[], threshold: number, from = SUSPECTED_ODDS): Verdict[] {
  const verdicts = campaigns.map((campaign) => calledBy(campaign, threshold));
  const suspects = [...campaigns.keys()]
    .filter((at) => verdicts[at] === 'none' && isSuspicious(campaigns[at]!, from))
    .sort((a, b) => byPlace(campaigns[a]!, campaigns[b]!) || a - b);
  // A whole takes the places of its parts: what joining them frees would go to groups that nobody would have looked at.
  const first = suspects
    .flatMap((at) => placesOf(campaigns[at]!, from).map((one) => ({ at, one })))
    .sort((a, b) => byPlace(a.one, b.one) || a.at - b.at)
    .slice(0, MAX_SUSPECTED);
  const places = new Set(first.map(({ at }) => at));
  const listed = suspects.filter((at) => places.has(at) || campaigns[at]!.parts !== undefined);
  for (const at of listed.slice(0, MAX_SUSPECTED)) verdicts[at] = 'suspected';
  return verdicts;
}

/** The group itself, or those of its parts that would be suspected. */
const placesOf = (campaign: Scores, from: number): Ranked[] =>
  campaign.parts === undefined
    ? [campaign]
    : campaign.parts
        .map(({ score, accounts }) => ({ score, accounts: { length: accounts } }))
        .filter((part) => isWorthALook(part, from));

/** Exact facts of a technique are worth a look where statistics alone are not. What something public explains is told as what it is. */
const isSuspicious = (campaign: Scores, from: number): boolean =>
  campaign.customer === undefined &&
  ((!campaign.notSuspected && isWorthALook(campaign, from)) ||
    (campaign.score >= SUSPECTED_BY_FACTS &&
      (campaign.evidence ?? []).some(({ detector, weight }) => isOfFacts(detector) && weight > 0)));

/**
 * What a group is called by itself. One customer's accounts are never flagged as distillation, even where its organisation does not
 * make that unlikely enough: they harvest.
 */
function calledBy({ score, customer, atMostSuspected }: Scores, threshold: number): Verdict {
  if (customer !== undefined)
    return score >= threshold || (customer.asks && customer.score >= threshold) ? 'harvest' : 'none';
  return score >= threshold && atMostSuspected === undefined ? 'distillation' : 'none';
}

/** What a part of a group is called, a template or a look-alike: only the group as a whole is suspected. */
export const ofPart = (verdict: Verdict = 'none'): Verdict => (verdict === 'suspected' ? 'none' : verdict);

type Ranked = Pick<Scores, 'score' | 'accounts' | 'evidence'>;

/** Whether a fact near proof shows it: a strong one weighs much less, whatever its statistic. */
const isNearProof = ({ evidence = [] }: Ranked): boolean =>
  evidence.some(({ detector, weight }) => isOfFacts(detector) && weight >= WEIGHT['near proof']);

/**
 * The order in which groups are looked at: the gravest verdict first; of one verdict what a fact near proof shows, which needs no
 * statistics; then the accounts that are expected to be a campaign’s. A large group that is half as certain goes before a small one, since
 * more attackers are behind it.
 */
export const inQueue = (a: Ranked & { verdict: Verdict }, b: Ranked & { verdict: Verdict }): number =>
  VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || byPlace(a, b);

const byPlace = (a: Ranked, b: Ranked): number =>
  Number(isNearProof(b)) - Number(isNearProof(a)) || sizedOdds(b) - sizedOdds(a);

/** More certainty than this says nothing: of what is certain, the larger group goes first. */
const CERTAIN = 1 - 1e-9;

/** The odds of its score times its accounts: a group of ten times the accounts goes before another of ten times the odds. */
function sizedOdds({ score, accounts }: Ranked): number {
  const p = Math.min(score, CERTAIN);
  return (p / (1 - p)) * accounts.length;
}
