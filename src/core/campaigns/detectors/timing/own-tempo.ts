import { percent } from '../../../../text/numbers.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { intraclassCorrelation } from '../accounts/analysis-of-variance.ts';
import { conversationsOf } from '../conversations.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { hasKnownOperator } from '../known-operator.ts';

/** Shorter pauses are one moment, longer ones nights and days off: they say nothing of how fast somebody works. */
const [SHORTEST_MS, LONGEST_MS] = [1000, 6 * 3600_000];

/**
 * Does each account keep a tempo of its own? One person reads each answer, another runs a nightly batch, a third a program that
 * asks every minute: customers pause in ways of their own. Accounts over which one queue is dealt wait equally long for their
 * next piece. Analysis of variance of the logarithm of the pauses between an account's conversations.
 */
export const ownTempo: CampaignDetector = {
  id: 'own-tempo',
  name: 'Tempo of each account',
  family: 'coordination',
  reads: ['time'],
  direction: 'against',
  needs: 'accounts that hold several timed conversations within hours of one another',
  measure(candidate, context) {
    if (hasKnownOperator(candidate, context)) return null;
    const pauses = pausesOf(candidate, context.table);
    const variance = intraclassCorrelation([pauses]);
    if (!variance) return null;
    const share = Math.max(0, variance.correlation);
    const meaning = worded(
      share,
      [
        [0.03, 'The accounts all work at one tempo'],
        [0.2, 'The accounts work at slightly different tempos'],
      ],
      'Each account works at a tempo of its own',
    );
    return {
      statistic: variance.correlation,
      n: variance.n,
      text: `${meaning}: ${percent(share)} of the variation in pauses between conversations is between accounts.`,
      rows: candidate.slices.flatMap((slices) => slices.map(({ rows }) => rows[0]!)).slice(0, 20),
    };
  },
};

/** Logarithms of pauses, in ms, of each account. */
function pausesOf(candidate: Candidate, table: RequestTable): number[][] {
  const { time } = table.rows;
  const { rows, member, timed } = conversationsOf(candidate, table);
  const pauses = candidate.accounts.map((): number[] => []);
  const last = candidate.accounts.map(() => NaN);
  for (let i = 0; i < timed; i++) {
    const [at, one] = [time[rows[i]!]!, member[i]!];
    const pause = at - last[one]!;
    if (pause < LONGEST_MS) pauses[one]!.push(Math.log(Math.max(SHORTEST_MS, pause)));
    last[one] = at;
  }
  return pauses;
}
