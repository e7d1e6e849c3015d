/**
 * Rules of last resort: groups that are never called, however high they score, because something public or one owner's job explains
 * them, because too little contradicts what would, or because nothing but acting alike, being many or having begun together makes the case.
 * They may be suspected, but for those who send the same items or come alone.
 */
import { CAMPAIGN_DETECTORS } from '../detectors/detectors.ts';
import { crowd } from '../detectors/accounts/crowd.ts';
import { organisations } from '../detectors/accounts/organisations.ts';
import { otherTraffic } from '../detectors/accounts/other-traffic.ts';
import { signUps } from '../detectors/accounts/sign-ups.ts';
import { tenure } from '../detectors/accounts/tenure.ts';
import { intent } from '../detectors/prompts/intent.ts';
import { SAME_ITEMS, sameItems } from '../detectors/prompts/same-items.ts';
import type { Side } from '../detectors/detector.ts';
import { actingAlike } from './coordinated.ts';
import type { Weighing } from './explanations.ts';

/** Nats from which evidence contradicts an innocent explanation. */
const CONTRADICTS = 0.5;
/** Families of detectors that have to: one kind of trait has reasons of its own. */
const FAMILIES = 2;
/** Log odds from which what is asked for is believed beside acting alike, and several prompts beside a public program: twice the odds that a call takes. */
const SURE = Math.log(18);
/** Log odds of a call. */
const CALLED = Math.log(9);
/** Statistic of what is asked for, log odds, from which it tells a harvest from a job. A lean either way is often misread. */
const READ = 1;
/** Share of their traffic from which on accounts do nothing else, as keys do that were made for one job. */
const ALL = 0.95;
/** Share of the innocent explanations from which one holds most. */
const MOST = 0.5;

export interface Forbidden {
  /** Why it is not called, as a clause. */
  why: string;
  /** Nats of further evidence that lift the rule; absent where none does. */
  lacks?: number;
  /** Whether it is not suspected either, but by exact facts: it is told what it is. */
  clears?: true;
}

/**
 * Why a candidate of so many templates is suspected at most; undefined where no rule forbids a call.
 * @param silent detectors that must weigh nothing on a side
 * @param asksByPictures whether no word tells what is asked for, and pictures do
 * @param comesOnce whether most accounts come once or twice
 * @param areTold whether the accounts are told to have different owners; if absent, wherever the log names any
 */
export function lastResort(
  templates: number,
  statistics: ReadonlyMap<string, number>,
  silent: ReadonlyMap<string, Side>,
  { explanations, againstBest, weights, logOdds }: Weighing,
  { asksByPictures = false, comesOnce = false, areTold = statistics.has(organisations.id) } = {},
): Forbidden | undefined {
  if (asksByPictures) return { why: 'its requests ask by pictures, and what these ask for is not read' };
  if ((statistics.get(sameItems.id) ?? 0) >= SAME_ITEMS)
    return {
      why: 'its accounts send the same items, each beside material of its own, as users of one public benchmark, course or notebook do',
      clears: true,
    };
  if (silent.get(tenure.id) === 'for')
    return {
      why: 'most of its accounts come once or twice and alone, as strangers do who run the same public program',
      lacks: CONTRADICTS,
      clears: true,
    };
  // Of something popular somebody is always there, so that nobody is alone. Accounts that are bought for one run each come once too.
  if (comesOnce)
    return {
      why: 'most of its accounts come once or twice, as strangers do who run the same public program',
      lacks: CONTRADICTS,
    };
  const weightFor = (id: string): number => Math.max(0, weights.get(id) ?? 0);
  const best = explanations[0]!;
  if (best.explanation === 'commons' && best.share > MOST) {
    if (templates === 1)
      return {
        why: 'it is one prompt, and most of what it is if innocent is strangers who use the same public prompt',
      };
    // A public program has several prompts, and hundreds of users in a large log.
    if (logOdds < SURE)
      return {
        why: 'most of what it is if innocent is strangers who run the same public program',
        lacks: SURE - logOdds,
      };
  }
  const families = new Set(
    CAMPAIGN_DETECTORS.flatMap(({ id, family }) => ((againstBest.get(id) ?? 0) > CONTRADICTS ? [family] : [])),
  );
  if (families.size < FAMILIES)
    return { why: 'too few kinds of evidence contradict what it most likely is if it is innocent' };
  // One owner's keys are made at once, share its work and do nothing else. Farmed accounts look the same, and nothing here tells the two
  // apart but what is asked for.
  const isJob = (statistics.get(otherTraffic.id) ?? 0) >= ALL;
  const isRead = !isJob || (statistics.get(intent.id) ?? 0) >= READ;
  // One program that strangers run makes all of them work alike, and it is one cause of all such evidence. The rest has to make the case too,
  // but where the program asks for what a harvest collects.
  const rest = logOdds - actingAlike(weights);
  const isHarvest = logOdds >= SURE && isRead && weightFor(intent.id) > CONTRADICTS;
  if (logOdds > 0 && rest <= 0 && !isHarvest)
    return { why: 'but for how alike its accounts work it is likelier innocent than a campaign', lacks: -rest };
  // A popular program has many users, and all of them ask for what its own prompt says: neither tells them from a campaign.
  const unpopular = logOdds - weightFor(crowd.id) - weightFor(intent.id);
  if (logOdds > 0 && unpopular <= 0)
    return {
      why: 'apart from its size and what it seems to ask for, it is likelier innocent than a campaign, as users of a popular program are',
      lacks: -unpopular,
    };
  if (isJob && (templates === 1 || (!areTold && !isRead)))
    return {
      why: 'its accounts do nothing else, as keys that one owner made for one job do',
      lacks: CONTRADICTS,
    };
  const dated = logOdds - weightFor(signUps.id);
  if (logOdds >= CALLED && dated < CALLED)
    return {
      why: 'but for accounts that were created at the same time, as those of a class or an event are, it would not be called',
      lacks: CALLED - dated,
    };
  return undefined;
}
