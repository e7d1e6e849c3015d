import { percent } from '../../../../text/numbers.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { firstRows } from '../../candidates/candidate-rows.ts';
import { intraclassCorrelation } from '../accounts/analysis-of-variance.ts';
import { conversationsOf } from '../conversations.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { hasKnownOperator } from '../known-operator.ts';

/** Shorter pauses count as one moment; longer ones are nights and days off. Neither shows how fast somebody works. */
const [SHORTEST_MS, LONGEST_MS] = [1000, 6 * 3600_000];

/**
 * Does each account keep a tempo of its own? One customer reads each answer, another runs a nightly batch, a third polls every
 * minute. Accounts that share one queue all wait about as long for their next item. The statistic is the share of the variance
 * of log pauses between an account's conversations that lies between accounts.
 */
export const ownTempo: CampaignDetector = {
  id: 'own-tempo',
  name: 'Tempo of each account',
  family: 'coordination',
  reads: ['time'],
  direction: 'against',
  theory: {
    for: { why: 'Accounts of one queue wait about as long for their next item.' },
    against: { why: 'Each customer keeps a tempo.' },
  },
  needs: 'accounts with several timed conversations a few hours apart',
  measure(candidate, context) {
    if (hasKnownOperator(candidate, context)) return null;
    const pauses = pausesOf(candidate, context.table);
    const variance = intraclassCorrelation([pauses]);
    if (!variance) return null;
    const share = Math.max(0, variance.correlation);
    const meaning = worded(
      share,
      [
        [0.03, 'All accounts work at the same tempo'],
        [0.2, 'The accounts work at slightly different tempos'],
      ],
      'Each account works at its own tempo',
    );
    return {
      statistic: variance.correlation,
      n: variance.n,
      text: `${meaning}: the account explains ${percent(share)} of the differences in how long the pauses between conversations are.`,
      rows: firstRows(candidate),
    };
  },
};

/** Logarithms of each account's pauses in ms. All share one column: they are counted first, and then put there. */
function pausesOf(candidate: Candidate, table: RequestTable): Float64Array[] {
  const { time } = table.rows;
  const { rows, member, timed } = conversationsOf(candidate, table);
  const last = new Float64Array(candidate.accounts.length);
  const each = (take: (one: number, pause: number) => void): void => {
    last.fill(NaN);
    for (let i = 0; i < timed; i++) {
      const [at, one] = [time[rows[i]!]!, member[i]!];
      const pause = at - last[one]!;
      if (pause < LONGEST_MS) take(one, pause);
      last[one] = at;
    }
  };
  const start = new Uint32Array(candidate.accounts.length + 1);
  each((one) => start[one + 1]!++);
  for (let one = 1; one < start.length; one++) start[one]! += start[one - 1]!;
  const next = start.slice();
  const pauses = new Float64Array(start[start.length - 1]!);
  each((one, pause) => (pauses[next[one]!++] = Math.log(Math.max(SHORTEST_MS, pause))));
  return candidate.accounts.map((_, one) => pauses.subarray(start[one], start[one + 1]));
}
