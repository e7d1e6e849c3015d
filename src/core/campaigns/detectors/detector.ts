/** What a campaign detector is: a small value that measures one trait of a candidate. What that weighs, the judge knows. */
import type { AccountProfile } from '../../accounts/account-profiles.ts';
import type { RequestTable } from '../../table/request-table.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { DetectorFamily } from './detector-family.ts';
import type { OrdinaryTemplate } from '../baseline/ordinary-templates.ts';

export interface DetectorContext {
  table: RequestTable;
  profiles: ReadonlyMap<number, AccountProfile>;
  /** Probability that each template asks for training data, NaN where its text could not be read. */
  harvest: Float64Array;
  /** What each template asks for, for sentences. */
  intent: readonly string[];
  /** Rows that continue a conversation answered under another account, with the row that got the answer. */
  continuations: ReadonlyMap<number, number>;
  /** Templates that the baseline knows as ordinary; absent without a baseline that is old enough to know any. */
  ordinary?: ReadonlyMap<number, OrdinaryTemplate>;
}

/** What more of a statistic speaks for. `either` only where theory does not say. */
export type Direction = 'for' | 'against' | 'either';

export interface Measurement {
  /** Finite, on a scale on which straight lines make sense: a share, a logarithm, log odds. */
  statistic: number;
  /** Number of observations. */
  n: number;
  /** What it means, then the numbers. */
  text: string;
  /** Rows that show it. */
  rows: number[];
}

/** What a detector may look at in the requests of a log besides accounts and the text of prompts. */
export type LogField =
  'opening' | 'time' | 'answer' | 'history' | 'system' | 'outputTokens' | 'address' | 'organisation' | 'endUser';

export interface CampaignDetector {
  id: string;
  name: string;
  family: DetectorFamily;
  /** Without these fields it abstains. `another file`: what it needs is not in a log at all. */
  reads: readonly LogField[] | 'another file';
  direction: Direction;
  /** Null means abstention: what the detector needs is not in the log, or there is too little of it. */
  measure(candidate: Candidate, context: DetectorContext): Measurement | null;
  /** What was missing when every candidate made it abstain. */
  needs: string;
}

/** The words of the first entry whose limit the value does not reach; `otherwise` beyond them all. */
export function worded(
  value: number,
  words: readonly (readonly [below: number, words: string])[],
  otherwise: string,
): string {
  return words.find(([below]) => value < below)?.[1] ?? otherwise;
}
