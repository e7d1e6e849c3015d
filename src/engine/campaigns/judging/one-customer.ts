/**
 * One customer whose accounts a candidate consists of. Shared work then needs no explanation, so that it is no coordinated
 * distillation. But what one customer asks may still be a harvest, and that is judged by all evidence but the organisation.
 */
import { logOdds } from '../../../math/log-odds.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { LogContext } from '../detectors/detector.ts';
import { DOUBTFUL_SCORE } from '../../../text/verdicts.ts';
import { ownerOf } from '../detectors/owner.ts';

/**
 * Share of members that one organisation must have. In labelled logs no candidate with an attacker in it has more than .6 in one
 * organisation, and most of those with more than .7 are wholly one organisation's.
 */
export const ONE_CUSTOMER = 0.8;

/** Candidates less likely than this are not reported: most are products, agencies and classes. */
export const REPORTED = DOUBTFUL_SCORE;

export interface OneCustomer {
  organisation: string;
  /** Members that belong to it. */
  accounts: number;
  /** Log odds of a harvest: the prior and all weights but the one of the organisation. */
  logOdds: number;
  /** Whether what the templates ask for speaks for a harvest. Volume alone is none. */
  asks: boolean;
}

/** Undefined where the accounts belong to several organisations, or to none. */
export function oneCustomer(
  candidate: Candidate,
  { profiles }: LogContext,
  odds: number,
  weights: ReadonlyMap<string, number>,
): OneCustomer | undefined {
  const { name, members, share } = ownerOf(candidate, profiles);
  if (share < ONE_CUSTOMER) return undefined;
  return {
    organisation: name,
    accounts: members,
    logOdds: odds - (weights.get('organisations') ?? 0),
    asks: (weights.get('intent') ?? 0) > 0,
  };
}

interface Judged {
  score: number;
  logOdds: number;
  customer?: OneCustomer;
}

/** Whether it is likely enough, as distillation or as one customer's harvest, to be tested against chance and told. */
export const isReported = ({ score, customer }: Judged): boolean =>
  score >= REPORTED || (customer !== undefined && customer.asks && customer.logOdds >= 0);

/**
 * Log odds by which candidates about the same requests go one before the other: a likely harvest by one customer goes before
 * all that would not be reported, and behind all that would.
 */
export const rankingOdds = (judged: Judged): number =>
  isReported(judged) ? Math.max(judged.logOdds, logOdds(REPORTED)) : judged.logOdds;
