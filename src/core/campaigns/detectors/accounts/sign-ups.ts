import { count, counted, decimal } from '../../../../text/numbers.ts';
import type { AccountProfile } from '../../../accounts/account-profiles.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { hasKnownOperator } from '../known-operator.ts';

/** Members whose day of sign-up is known that are needed. */
const MIN_SIGN_UPS = 5;
/** Added to both spreads, ms: within an hour more or less makes no difference. */
const HOUR_MS = 3600_000;

/**
 * Were the accounts created at the same time? Farmed accounts are created in bursts; classes and events sign up together too. The middle half of
 * the members' sign-ups against that of all accounts: the logarithm of the ratio of the time they take, 0 when members are as any.
 */
export const signUps: CampaignDetector = {
  id: 'sign-ups',
  name: 'Sign-ups',
  family: 'coordination',
  reads: 'another file',
  direction: 'against',
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
      text: `${meaning}: the middle half of ${counted(own.n, 'sign-up')} spans ${days(own.lasts)}; that of all ${count(all.n)} sign-ups in the log spans ${days(all.lasts)}.`,
      rows: candidate.slices.flatMap((slices) => slices.map(({ rows }) => rows[0]!)).slice(0, 20),
    };
  },
};

const days = (ms: number): string => `${decimal(ms / 86_400_000, 1)} days`;

/** How long the middle half of times lasts, ms. */
function middleHalf(times: readonly number[]): { lasts: number; n: number } | undefined {
  const n = times.length;
  if (n < MIN_SIGN_UPS) return undefined;
  const sorted = [...times].sort((a, b) => a - b);
  return { lasts: sorted[Math.floor(0.75 * n)]! - sorted[Math.floor(0.25 * n)]!, n };
}

const known = new WeakMap<ReadonlyMap<number, AccountProfile>, number[]>();

function signUpsOf(profiles: ReadonlyMap<number, AccountProfile>): number[] {
  let times = known.get(profiles);
  if (!times)
    known.set(profiles, (times = [...profiles.values()].flatMap(({ directory }) => directory?.createdAt ?? [])));
  return times;
}
