/**
 * What the accounts of a day have in common, as sums of whole numbers: a commutative monoid, and each account counts the same,
 * however much it sends.
 */
import { SIGNS } from './request-marks.ts';

/** Days that a baseline keeps: the last ones. */
const KEPT_DAYS = 64;

export interface DaySignature {
  /** Whole days since 1970, UTC. */
  day: number;
  /** Hash of the cohort's name; 0 for all accounts. */
  cohort: number;
  accounts: number;
  /** Sum of the accounts' mean signs, each of at most `SCALE`. */
  sums: number[];
  /** Sum of their squares: how far accounts differ from one another. */
  squares: number;
}

/** The mean signs of an account on a day, in whole numbers. */
export const SCALE = 100;

export class DaySignatures {
  readonly #byKey = new Map<string, Omit<DaySignature, 'sums'> & { sums: Float64Array }>();

  static of(list: readonly DaySignature[]): DaySignatures {
    const made = new DaySignatures();
    for (const { day, cohort, accounts, sums, squares } of list) made.#take(day, cohort, accounts, sums, squares);
    return made;
  }

  /** @param signs the mean signs of one account on that day, times `SCALE` */
  add(day: number, cohort: number, signs: Int32Array): void {
    let squares = 0;
    for (let at = 0; at < SIGNS; at++) squares += signs[at]! * signs[at]!;
    this.#take(day, cohort, 1, signs, squares);
  }

  /** By day and cohort, ascending. */
  list(): DaySignature[] {
    return [...this.#byKey.values()]
      .sort((a, b) => a.day - b.day || a.cohort - b.cohort)
      .map((one) => ({ ...one, sums: [...one.sums] }));
  }

  #take(day: number, cohort: number, accounts: number, sums: ArrayLike<number>, squares: number): void {
    const key = `${day} ${cohort}`;
    let own = this.#byKey.get(key);
    if (own === undefined) {
      own = { day, cohort, accounts: 0, sums: new Float64Array(SIGNS), squares: 0 };
      this.#byKey.set(key, own);
    }
    own.accounts += accounts;
    own.squares += squares;
    for (let at = 0; at < SIGNS; at++) own.sums[at]! += sums[at]!;
  }
}

/** Those of the last days; every order of merging keeps the same ones. */
export function lastDays(list: readonly DaySignature[]): DaySignature[] {
  const days = [...new Set(list.map(({ day }) => day))].sort((a, b) => a - b);
  return list.filter(({ day }) => day >= (days.at(-KEPT_DAYS) ?? 0));
}

export const mergeSignatures = (a: readonly DaySignature[], b: readonly DaySignature[]): DaySignature[] =>
  lastDays(DaySignatures.of([...a, ...b]).list());
