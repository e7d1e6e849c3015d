import { Memo } from '../../../../math/memo.ts';
import { count, counted, decimal } from '../../../../text/numbers.ts';
import type { AccountProfile } from '../../../accounts/account-profiles.ts';
import { firstRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { hasKnownOperator } from '../known-operator.ts';

/** Members with a known sign-up date that are needed. */
const MIN_SIGN_UPS = 5;
/** Added to both spreads, in ms: differences within an hour do not matter. */
const HOUR_MS = 3600_000;

/**
 * Were the accounts created at the same time? Farmed accounts are created in bursts, but classes and events sign up together
 * too. The statistic is the logarithm of the time span of the middle half of the members' sign-ups divided by that of all
 * accounts: 0 if the members are like any others.
 */
export const signUps: CampaignDetector = {
  id: 'sign-ups',
  name: 'Sign-up dates',
  family: 'coordination',
  reads: 'another file',
  direction: 'against',
  theory: {
    for: { why: 'Farmed accounts are created in bursts.' },
    against: { why: 'Customers come at any time.' },
  },
  needs: 'sign-up dates in the account directory',
  measure(candidate, context) {
    if (hasKnownOperator(candidate, context)) return null;
    const own = middleHalf(
      candidate.accounts.flatMap((account) => context.profiles.get(account)!.directory?.createdAt ?? []),
    );
    const all = middleHalf(signUpsOf(context.profiles));
    if (!own || !all) return null;
    const ratio = (own.lasts + HOUR_MS) / (all.lasts + HOUR_MS);
    const meaning = worded(
      ratio,
      [
        [0.1, 'The accounts were created at the same time'],
        [0.5, 'The accounts were created closer together than others'],
      ],
      'The accounts were created at different times, like others',
    );
    return {
      statistic: Math.log(ratio),
      n: own.n,
      text: `${meaning}: the middle half of their ${counted(own.n, 'sign-up')} lies within ${days(own.lasts)}; that of all ${count(all.n)} sign-ups within ${days(all.lasts)}.`,
      rows: firstRows(candidate),
    };
  },
};

const days = (ms: number): string => `${decimal(ms / 86_400_000, 1)} days`;

/** The time span of the middle half, in ms. */
function middleHalf(times: readonly number[]): { lasts: number; n: number } | undefined {
  const n = times.length;
  if (n < MIN_SIGN_UPS) return undefined;
  const sorted = [...times].sort((a, b) => a - b);
  return { lasts: sorted[Math.floor(0.75 * n)]! - sorted[Math.floor(0.25 * n)]!, n };
}

const known = new Memo<ReadonlyMap<number, AccountProfile>, number[]>();

function signUpsOf(profiles: ReadonlyMap<number, AccountProfile>): number[] {
  let times = known.get(profiles);
  if (times) return times;
  known.set(profiles, (times = []));
  for (const { directory } of profiles.values())
    if (directory?.createdAt !== undefined) times.push(directory.createdAt);
  return times;
}
