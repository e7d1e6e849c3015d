/** Do a candidate's accounts behave like the baseline's? Compares their median habits with those of ordinary accounts. */
import { count as grouped } from '../../../text/numbers.ts';
import { type AccountHabits, accountHabits } from '../../accounts/account-habits.ts';
import type { AccountProfile } from '../../accounts/account-profiles.ts';
import type { RequestTable } from '../../table/request-table.ts';
import { type AccountBins, habitBins } from '../baseline/baseline.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { NullTest, Untested } from './null-test.ts';

/** Members and ordinary accounts with known habits that are needed. */
const MEMBERS = 3;
const ENOUGH = 99;

/** What a harvest does, and in which direction it is unusual. */
const QUESTIONS: readonly { habit: keyof AccountHabits; asks: string; unusual: 'high' | 'low' }[] = [
  { habit: 'volume', asks: 'requests a day', unusual: 'high' },
  { habit: 'hours', asks: 'hours of the day in use', unusual: 'high' },
  { habit: 'repeats', asks: 'prompts sent again', unusual: 'low' },
];

/** One test per habit. Values are compared by bin; equal ones count as at least as unusual. */
export function habitTests(
  candidate: Candidate,
  profiles: ReadonlyMap<number, AccountProfile>,
  table: RequestTable,
  ordinary: AccountBins,
): (NullTest | Untested)[] {
  const habits = candidate.accounts.flatMap((account) => accountHabits(profiles.get(account)!, table) ?? []);
  return QUESTIONS.map(({ habit, asks, unusual }) => {
    const stratum = `accounts of the baseline, by ${asks}`;
    const counts = ordinary[habit];
    const n = counts.reduce((sum, count) => sum + count, 0);
    if (n < ENOUGH) return { stratum, reason: `there are only ${grouped(n)}, and ${ENOUGH} are needed` };
    if (habits.length < MEMBERS) return { stratum, reason: 'too few of the accounts have enough requests with a time' };
    const sorted = [...habits].sort((a, b) => a[habit] - b[habit]);
    const median = sorted[Math.floor(sorted.length / 2)]!;
    const bin = habitBins(median)[habit];
    const as = counts.reduce((sum, count, at) => sum + ((unusual === 'high' ? at >= bin : at <= bin) ? count : 0), 0);
    return { stratum, statistic: median[habit], p: (1 + as) / (n + 1), n };
  });
}
