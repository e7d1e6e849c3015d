/** What each account sent on each day, as signs; and the cohorts that it belongs to on that day. */
import { addTo } from '../../../math/lists/many.ts';
import type { AccountProfile } from '../../accounts/account-profiles.ts';
import { sha53 } from '../../../math/hash.ts';
import type { RequestTable } from '../../table/request-table.ts';
import { type DaySignature, DaySignatures, SCALE } from './day-signatures.ts';
import { RequestMarks, SIGNS } from './request-marks.ts';

export const DAY_MS = 86_400_000;
/** Requests of an account that are looked at on a day, spread over it: more would hardly move their mean. */
const LOOKED_AT = 64;
/** Days after sign-up in which an account is new. */
const NEW_DAYS = 7;
/** Accounts that a day or a cohort needs to be compared. */
export const MIN_ACCOUNTS = 20;

export const ALL = 0;
export const NEW = sha53('new accounts');
export const modelCohort = (model: string): number => sha53(`model ${model}`);

export interface AccountDay {
  account: number;
  day: number;
  /** Rows that were looked at. */
  rows: number[];
  /** Mean signs of the requests of each cohort, times `SCALE`. */
  signs: Map<number, Int32Array>;
}

/** Accounts that are known by a weak name are left out: one person can have many addresses. */
export function* accountDays(
  profiles: Iterable<AccountProfile>,
  table: RequestTable,
  isWanted: (day: number) => boolean = () => true,
): Generator<AccountDay> {
  const marks = new RequestMarks(table);
  const models = table.names.model.values.map(modelCohort);
  for (const profile of profiles) {
    if (profile.weak) continue;
    for (const [day, all] of byDay(profile.rows, table)) {
      if (!isWanted(day)) continue;
      const rows = spread(all);
      const sums = new Map<number, { requests: number; signs: Int32Array }>();
      const own = new Int32Array(SIGNS);
      const isNew = isNewOn(profile, day);
      for (const row of rows) {
        own.fill(0);
        marks.addTo(own, row);
        const model = table.rows.model[row]!;
        for (const cohort of [ALL, ...(isNew ? [NEW] : []), ...(model === 0 ? [] : [models[model]!])]) {
          const sum = sums.get(cohort) ?? { requests: 0, signs: new Int32Array(SIGNS) };
          sums.set(cohort, sum);
          sum.requests++;
          for (let at = 0; at < SIGNS; at++) sum.signs[at]! += own[at]!;
        }
      }
      const signs = new Map([...sums].map(([cohort, sum]) => [cohort, mean(sum)]));
      yield { account: profile.number, day, rows, signs };
    }
  }
}

/** Those of its rows that are of a cohort. */
export function rowsOf({ rows, signs }: AccountDay, cohort: number, table: RequestTable): number[] {
  if (!signs.has(cohort)) return [];
  if (cohort === ALL || cohort === NEW) return rows;
  return rows.filter((row) => modelCohort(table.names.model.values[table.rows.model[row]!]!) === cohort);
}

/** What the accounts of each day and cohort have in common; cohorts that never have enough accounts are left out. */
export function daySignatures(profiles: Iterable<AccountProfile>, table: RequestTable): DaySignature[] {
  const made = new DaySignatures();
  for (const { day, signs } of accountDays(profiles, table))
    for (const [cohort, own] of signs) made.add(day, cohort, own);
  const list = made.list();
  const large = new Set(list.filter(({ accounts }) => accounts >= MIN_ACCOUNTS).map(({ cohort }) => cohort));
  return list.filter(({ cohort }) => cohort === ALL || large.has(cohort));
}

const mean = ({ requests, signs }: { requests: number; signs: Int32Array }): Int32Array =>
  signs.map((sum) => Math.round((SCALE * sum) / requests));

function isNewOn({ directory }: AccountProfile, day: number): boolean {
  const age = day - Math.floor((directory?.createdAt ?? NaN) / DAY_MS);
  return age >= 0 && age < NEW_DAYS;
}

function byDay(rows: Uint32Array, table: RequestTable): Map<number, number[]> {
  const days = new Map<number, number[]>();
  for (const row of rows) {
    const day = Math.floor(table.rows.time[row]! / DAY_MS);
    if (!(day >= 0)) continue;
    addTo(days, day, row);
  }
  return days;
}

const spread = (rows: number[]): number[] =>
  rows.length <= LOOKED_AT
    ? rows
    : Array.from({ length: LOOKED_AT }, (_, at) => rows[Math.floor((at * rows.length) / LOOKED_AT)]!);
