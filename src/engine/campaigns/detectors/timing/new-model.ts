import { counted, percent } from '../../../../text/numbers.ts';
import { duration } from '../../../../text/times.ts';
import { visibleLine } from '../../../../text/visible.ts';
import type { AccountProfile } from '../../../accounts/account-profiles.ts';
import { Memo } from '../../../../math/memo.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import { firstRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { hasKnownOperator } from '../known-operator.ts';

const [MINUTE, DAY] = [60_000, 86_400_000];
/** Accounts that must use a new model at all, and requests of an account before it came and after. */
const USERS = 10;
const BUSY = 3;
/** New models that are looked at, those with the most users: each takes memory and time for every account. */
const MOST = 3;
/** Letters of a model's name. */
const NAME = 60;
/** Members needed, and other accounts; these must also be as many as the members. */
const [MEMBERS, OTHERS] = [5, 30];

/**
 * Did the accounts first use a new model sooner than others did? Customers test a model before their product depends on it; whoever copies
 * models wants the newest at once (in one reported campaign half of the traffic moved within 24 hours). A new model is one that
 * the log first shows a day or more after its beginning. The statistic is the log odds that a member used it sooner than another
 * account that was there before and after. One request is use; that accounts moved most of their requests on the day of a release that
 * the configuration names is a fact beside the score, and no part of this.
 */
export const newModel: CampaignDetector = {
  id: 'new-model',
  name: 'First use of a new model',
  family: 'coordination',
  reads: ['time', 'model'],
  direction: 'for',
  theory: {
    for: { why: 'Who copies models wants the newest at once.' },
    against: { why: 'Customers test a model before their product depends on it.' },
  },
  needs: `a model that comes up a day or more into the log and that ${USERS} accounts use, and ${OTHERS} other accounts that were there before and after`,
  measure(candidate, context) {
    const { table, profiles } = context;
    if (hasKnownOperator(candidate, context)) return null;
    const found = releasesOf(table, profiles)
      .map((release) => ({ ...release, own: candidate.accounts.flatMap((one) => release.delays.get(one) ?? []) }))
      .filter(({ own, all }) => own.length >= MEMBERS && all.length - own.length >= Math.max(OTHERS, own.length))
      .reduce<Found | undefined>((most, one) => (one.own.length > (most?.own.length ?? 0) ? one : most), undefined);
    if (!found) return null;
    const { name, all } = found;
    const own = Float64Array.from(found.own).sort();
    const sooner = shareSooner(own, all);
    const meaning = worded(
      sooner,
      [
        [0.35, 'The accounts took up a new model later than others'],
        [0.65, 'The accounts took up a new model neither sooner nor later than others'],
      ],
      'The accounts took up a new model sooner than others',
    );
    return {
      statistic: Math.log((sooner * own.length + 1) / ((1 - sooner) * own.length + 1)),
      n: own.length,
      text: `${meaning}: ${useOf(own, counted(own.length, 'account'), `used ${name}`)}, ${useOf(all, `the ${counted(all.length, 'account')} of the log seen both before and after its first use`, 'did')}; a member was sooner than another account in ${percent(sooner)} of comparisons.`,
      rows: firstRows(candidate),
    };
  },
};

/**
 * `half of 24 accounts used m within 2 hours of its first request`, or that most of them never did.
 * @param delays ms after the first request for a model, ascending; Infinity if there was none
 */
function useOf(delays: Float64Array, whose: string, did: string): string {
  const delay = median(delays);
  return delay === Infinity
    ? `most of ${whose} never ${did}`
    : `half of ${whose} ${did} within ${duration(Math.max(MINUTE, delay))} of its first request`;
}

const median = (sorted: Float64Array): number => sorted[(sorted.length - 1) >> 1]!;

/**
 * Probability that a member was sooner than another account, ties counting half (Mann and Whitney 1947).
 * @param all delays of all accounts, members too, ascending
 */
function shareSooner(own: Float64Array, all: Float64Array): number {
  const later = own.reduce((sum, delay) => sum + all.length - (below(all, delay, 0) + below(all, delay, 1)) / 2, 0);
  return (later - own.length ** 2 / 2) / (own.length * (all.length - own.length));
}

/** How many are smaller, or also those as large. */
function below(sorted: Float64Array, value: number, isWithEqual: 0 | 1): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value || (isWithEqual === 1 && sorted[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Release {
  name: string;
  /** For accounts that were there before and after, ms until they first used it; Infinity if they did not. */
  delays: ReadonlyMap<number, number>;
  /** The delays, ascending. */
  all: Float64Array;
}

interface Found extends Release {
  /** Delays of members. */
  own: number[];
}

const known = new Memo<RequestTable, readonly Release[]>();

function releasesOf(table: RequestTable, profiles: ReadonlyMap<number, AccountProfile>): readonly Release[] {
  const before = known.get(table);
  if (before) return before;
  const { time, model } = table.rows;
  const first = new Map<number, number>();
  let [begin, end] = [Infinity, -Infinity];
  for (let row = 0; row < table.length; row++) {
    const at = time[row]!;
    if (Number.isNaN(at)) continue;
    begin = Math.min(begin, at);
    end = Math.max(end, at);
    if (at < (first.get(model[row]!) ?? Infinity)) first.set(model[row]!, at);
  }
  const isNew = ([model, at]: readonly [number, number]): boolean =>
    table.names.model.values[model] !== '' && at >= begin + DAY && at <= end - DAY;
  const users = usersOf(new Set([...first].filter(isNew).map(([model]) => model)), model, profiles);
  const releases = [...users]
    .filter(([, accounts]) => accounts >= USERS)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MOST)
    .map(([number]): Release => {
      const delays = delaysOf(number, first.get(number)!, table, profiles);
      const name = visibleLine(table.names.model.values[number]!, NAME);
      return { name, delays, all: Float64Array.from(delays.values()).sort() };
    })
    .filter(({ all }) => all.filter((delay) => delay < Infinity).length >= USERS);
  known.set(table, releases);
  return releases;
}

/** How many accounts use each of some models. */
function usersOf(
  models: ReadonlySet<number>,
  column: Uint16Array,
  profiles: ReadonlyMap<number, AccountProfile>,
): Map<number, number> {
  const users = new Map<number, number>();
  for (const { rows } of profiles.values()) {
    const own = new Set<number>();
    for (const row of rows) if (models.has(column[row]!)) own.add(column[row]!);
    for (const one of own) users.set(one, (users.get(one) ?? 0) + 1);
  }
  return users;
}

function delaysOf(
  number: number,
  at: number,
  { rows: { time, model } }: RequestTable,
  profiles: ReadonlyMap<number, AccountProfile>,
): Map<number, number> {
  const delays = new Map<number, number>();
  for (const [account, { rows }] of profiles) {
    let [earlier, later, delay] = [0, 0, Infinity];
    for (const row of rows) {
      const own = time[row]!;
      if (own < at) earlier++;
      else if (own >= at) {
        later++;
        if (model[row] === number) delay = Math.min(delay, own - at);
      }
    }
    if (earlier >= BUSY && later >= BUSY) delays.set(account, delay);
  }
  return delays;
}
