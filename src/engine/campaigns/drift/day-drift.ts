/**
 * Do the accounts of a day, taken together, send what accounts sent on the days of a baseline? The distance of a day is that of
 * its mean embedding from all mixes of the baseline's days (MMD with random features; Gretton et al. 2012): what changes with the
 * day of the week, or goes on as it began, is no distance. It is compared with the distances of the baseline's own days, each from
 * all those before it or all those after it. Nothing is said of single accounts.
 */
import { ALL, MIN_ACCOUNTS } from '../baseline/account-days.ts';
import { LEAST_DRIFT } from '../../../text/drift.ts';
import { type DaySignature, SCALE } from '../baseline/day-signatures.ts';
import { benjaminiHochberg } from '../../../math/multiple-tests.ts';
import { studentTail } from '../../../math/student-t.ts';
import { dot, unexplained } from './span.ts';

/** Days of a baseline that are needed. */
const YOUNG = 10;
/** Share of the accounts of an ordinary day that a day needs: a day that has hardly begun is another than a whole one. */
const ENOUGH = 0.5;
/** False discovery rate of alarms, over all days and cohorts of a log. */
const RATE = 0.05;
/** Least spread of log distances: few days may be alike by chance. */
const SPREAD = 0.2;

export interface DriftTest {
  day: number;
  /** See `DaySignature`. */
  cohort: number;
  accounts: number;
  /** Days of the baseline that it was compared with. */
  ordinary: number;
  /** Distance in units of those of ordinary days: their geometric mean. */
  moved: number;
  p: number;
  q: number;
  isAlarm: boolean;
  /** What no mix of ordinary days explains of the mean signs: requests that lie along it are what moved the day. */
  direction: Float64Array;
  /** How far all ordinary days lie along it. */
  level: number;
}

/** A day of the baseline, and its distance from the days on one side of it, in the units of a test. */
export type OrdinaryDay = Pick<DriftTest, 'day' | 'accounts' | 'moved'>;

export interface Drift {
  /** By day and cohort. */
  tests: DriftTest[];
  /** What the days of each tested cohort are compared with. */
  ordinary: Map<number, OrdinaryDay[]>;
  /** Why there is no test, or why some days have none. */
  reason?: string;
}

/**
 * Tests the days that are not in the baseline.
 * @param log what the accounts of each day of the log sent
 */
export function dayDrift(log: readonly DaySignature[], baseline: readonly DaySignature[]): Drift {
  const known = new Set(baseline.map(({ day }) => day));
  const large = baseline.filter(({ accounts }) => accounts >= MIN_ACCOUNTS);
  const whole = large.filter(({ cohort }) => cohort === ALL).length;
  if (baseline.length === 0) return none('the baseline holds no days to compare with: build it again');
  if (whole < YOUNG)
    return none(`the baseline has ${whole} days with at least ${MIN_ACCOUNTS} accounts, and ${YOUNG} are needed`);
  const fresh = log.filter(({ day }) => !known.has(day));
  if (fresh.length === 0) return none('the baseline holds every day of the log');
  const models = new Map(
    [...new Set(fresh.map(({ cohort }) => cohort))]
      .sort((a, b) => a - b)
      .map((cohort) => [cohort, modelOf(cohort, large)]),
  );
  const tests = fresh.flatMap((one) => models.get(one.cohort)?.test(one) ?? []);
  const tested = new Set(tests.filter(({ cohort }) => cohort === ALL).map(({ day }) => day));
  const small = fresh.filter(({ day, cohort }) => cohort === ALL && !tested.has(day)).length;
  const q = benjaminiHochberg(tests.map(({ p }) => p));
  return {
    tests: tests.map((test, at) => ({ ...test, q: q[at]!, isAlarm: q[at]! <= RATE && test.moved >= LEAST_DRIFT })),
    ordinary: new Map(
      [...models].flatMap(([cohort, model]) =>
        model && tests.some((test) => test.cohort === cohort) ? [[cohort, model.ordinary] as const] : [],
      ),
    ),
    ...(small > 0 && { reason: small === 1 ? 'one day has too few accounts' : `${small} days have too few accounts` }),
  };
}

const none = (reason: string): Drift => ({ tests: [], ordinary: new Map(), reason });

interface CohortModel {
  ordinary: OrdinaryDay[];
  test: (one: DaySignature) => Omit<DriftTest, 'q' | 'isAlarm'> | undefined;
}

/** What is ordinary for a cohort; undefined where there are too few days. */
function modelOf(cohort: number, baseline: readonly DaySignature[]): CohortModel | undefined {
  const days = baseline.filter((one) => one.cohort === cohort);
  if (days.length < YOUNG) return undefined;
  const means = days.map(meanOf);
  const usual = mean(days.map(noiseOf));
  /** Log of a squared distance. A day of fewer accounts is less certain: what that adds is taken off. */
  const logDistance = (one: DaySignature, left: Float64Array): number =>
    Math.log(Math.max(dot(left, left) - Math.max(0, noiseOf(one) - usual), usual * TINY, Number.MIN_VALUE));
  // Days that follow one another are alike: a day is compared with those on one side of it, as a new one with those before.
  const ordinary = days.map((day, at) =>
    logDistance(day, unexplained(means[at]!, 2 * at < days.length ? means.slice(at + 1) : means.slice(0, at))),
  );
  const centre = mean(ordinary);
  const spread = Math.max(
    SPREAD,
    Math.sqrt(ordinary.reduce((sum, one) => sum + (one - centre) ** 2, 0) / (days.length - 1)),
  );
  const accounts = days.map((day) => day.accounts).sort((a, b) => a - b)[days.length >> 1]!;
  return {
    ordinary: days.map(({ day, accounts: size }, at) => ({
      day,
      accounts: size,
      moved: Math.exp((ordinary[at]! - centre) / 2),
    })),
    test: (one) => {
      if (one.accounts < MIN_ACCOUNTS || one.accounts < ENOUGH * accounts) return undefined;
      const own = meanOf(one);
      const direction = unexplained(own, means);
      const far = logDistance(one, direction) - centre;
      const doubt = Math.max(1, noiseOf(one) / usual);
      return {
        day: one.day,
        cohort,
        accounts: one.accounts,
        ordinary: days.length,
        moved: Math.exp(far / 2),
        // The next value of a normal variable of unknown mean and variance.
        p: studentTail(far / (spread * doubt * Math.sqrt(1 + 1 / days.length)), days.length - 1),
        direction,
        level: dot(own, direction) - dot(direction, direction),
      };
    },
  };
}

/** Least share of the usual noise that a distance counts as. */
const TINY = 0.05;

const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;

const meanOf = ({ sums, accounts }: DaySignature): Float64Array =>
  Float64Array.from(sums, (sum) => sum / (SCALE * accounts));

/** Squared distance between the mean of the day's accounts and that of all accounts they could have been. */
function noiseOf({ sums, squares, accounts }: DaySignature): number {
  const around = squares - dot(sums, sums) / accounts;
  return around / (SCALE * SCALE * accounts * (accounts - 1));
}
