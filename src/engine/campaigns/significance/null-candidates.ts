/**
 * Is a candidate more suspicious than accounts that share templates for ordinary reasons? The null distribution consists of
 * such candidates: those of a baseline, or the log's own except the most suspicious. Small logs have too few for a test.
 */
import { count } from '../../../text/numbers.ts';
import { conformalP } from '../../../math/multiple-tests.ts';
import type { OrdinaryCandidate } from '../baseline/ordinary-candidate.ts';
import type { Judgement } from '../judging/judge.ts';
import type { NullTest, Untested } from './null-test.ts';

/** Candidates needed: a p-value of 0.05 must be possible. */
const ENOUGH = 19;
/** Share of the log's own candidates, the most suspicious, that is left out of the null: they may be real campaigns. */
const TRIMMED = 0.1;

export interface CandidateTests {
  whole: NullTest | Untested;
  /** By detector: the chance of at least such a weight. Empty when untested. */
  detectors: ReadonlyMap<string, number>;
}

export const ordinaryCandidate = ({ candidate, measured, logOdds }: Judgement): OrdinaryCandidate => ({
  logOdds,
  joint: candidate.templates.length > 1,
  weights: Object.fromEntries(measured.map(({ detector, measurement }) => [detector.id, measurement.weight])),
});

/** One test per judgement, in order. `baseline` holds ordinary candidates of earlier traffic; undefined without a baseline. */
export function candidateTests(
  judgements: readonly Judgement[],
  baseline: readonly OrdinaryCandidate[] | undefined,
): CandidateTests[] {
  const own = judgements.map(ordinaryCandidate);
  const trimmed = new Set([...own].sort((a, b) => b.logOdds - a.logOdds).slice(0, Math.ceil(TRIMMED * own.length)));
  return own.map((one) => {
    const pool = baseline ?? own.filter((other) => other !== one && !trimmed.has(other));
    return testOf(one, pool, baseline ? 'ordinary groups of the baseline' : 'other groups of the log');
  });
}

function testOf(one: OrdinaryCandidate, pool: readonly OrdinaryCandidate[], source: string): CandidateTests {
  const alike = pool.filter(({ joint }) => joint === one.joint);
  const nullCandidates = alike.length >= ENOUGH ? alike : pool;
  const kind = one.joint ? 'that share several templates' : 'that share one template';
  const stratum = alike.length >= ENOUGH ? `${source} ${kind}` : source;
  if (nullCandidates.length < ENOUGH) {
    const reason = `there are only ${count(nullCandidates.length)}, and ${ENOUGH} are needed`;
    return { whole: { stratum, reason }, detectors: new Map() };
  }
  const p = conformalP(
    one.logOdds,
    nullCandidates.map(({ logOdds }) => logOdds),
  );
  const detectors = Object.entries(one.weights).flatMap(([id, weight]): [string, number][] => {
    const others = nullCandidates.flatMap(({ weights }) => weights[id] ?? []);
    return others.length < ENOUGH ? [] : [[id, conformalP(weight, others)]];
  });
  return { whole: { stratum, statistic: one.logOdds, p, n: nullCandidates.length }, detectors: new Map(detectors) };
}
