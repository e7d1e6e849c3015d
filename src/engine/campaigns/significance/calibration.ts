/**
 * How certain each judgement is, apart from its score: tests against chance and against ordinary candidates, tests of the
 * members, and the expected share of false discoveries. All of this is reported next to the score and does not affect it.
 */
import type { AccountProfile } from '../../accounts/account-profiles.ts';
import type { Slices } from '../../accounts/slices.ts';
import type { RequestTable } from '../../table/request-table.ts';
import type { Baseline } from '../baseline/baseline.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { Judgement } from '../judging/judge.ts';
import { isReported } from '../judging/one-customer.ts';
import { type CandidateTests, candidateTests } from './null-candidates.ts';
import { habitTests } from './null-habits.ts';
import { type MemberTest, memberTests } from './null-members.ts';
import type { NullTest, Untested } from './null-test.ts';

export interface Calibration extends CandidateTests {
  /** Test of each of the candidate's accounts, in order. Only reported candidates have them. */
  members?: (MemberTest | Untested)[];
  /** Tests of the accounts' habits against a baseline; empty without one. */
  habits: (NullTest | Untested)[];
  /** Test against randomly reassigned links. Only reported candidates have one. */
  links?: NullTest | Untested;
  /**
   * Expected share of false discoveries among this candidate and all more suspicious ones: the mean of one minus the score. It
   * is as accurate as scores are calibrated (Efron 2010; the reliability table shows how well).
   */
  falseDiscoveryRate: number;
}

export interface CalibrationInput {
  slices: Slices;
  profiles: ReadonlyMap<number, AccountProfile>;
  /** Tests each reported candidate against randomly reassigned links. */
  links: ReadonlyMap<Candidate, NullTest | Untested>;
  table: RequestTable;
  baseline: Baseline | undefined;
}

/** One calibration per judgement, in order. `judgements` must be most suspicious first; members are tested only if reported. */
export function calibrate(
  judgements: readonly Judgement[],
  { slices, profiles, links, table, baseline }: CalibrationInput,
): Calibration[] {
  const ordinary = candidateTests(judgements, baseline?.candidates);
  const reported = judgements.filter(isReported);
  const accounts = new Set(reported.flatMap(({ candidate }) => candidate.accounts));
  let wrong = 0;
  return judgements.map((judgement, i) => {
    const { candidate, score } = judgement;
    wrong += 1 - score;
    return {
      ...ordinary[i]!,
      ...(isReported(judgement) && { members: memberTests(candidate, slices, profiles, accounts) }),
      habits: baseline ? habitTests(candidate, profiles, table, baseline.accounts) : [],
      ...(links.has(candidate) && { links: links.get(candidate)! }),
      falseDiscoveryRate: wrong / (i + 1),
    };
  });
}
