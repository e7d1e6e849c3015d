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
  readonly #byKey = new Map<string, DaySignature>();

  static of(list: readonly DaySignature[]): DaySignatures {
    const made = new DaySignatures();
    for (const one of list) made.#take(one);
    return made;
  }

  /** @param signs the mean signs of one account on that day, times `SCALE` */
  add(day: number, cohort: number, signs: Int32Array): void {
    this.#take({ day, cohort, accounts: 1, sums: [...signs], squares: signs.reduce((sum, one) => sum + one * one, 0) });
  }

  /** By day and cohort, ascending. */
  list(): DaySignature[] {
    return [...this.#byKey.values()].sort((a, b) => a.day - b.day || a.cohort - b.cohort);
  }

  #take(one: DaySignature): void {
    const key = `${one.day} ${one.cohort}`;
    const known = this.#byKey.get(key);
    if (known === undefined) {
      this.#byKey.set(key, { ...one, sums: [...one.sums] });
      return;
    }
    known.accounts += one.accounts;
    known.squares += one.squares;
    for (let at = 0; at < SIGNS; at++) known.sums[at]! += one.sums[at]!;
  }
}

/** Those of the last days; every order of merging keeps the same ones. */
export function lastDays(list: readonly DaySignature[]): DaySignature[] {
  const days = [...new Set(list.map(({ day }) => day))].sort((a, b) => a - b);
  return list.filter(({ day }) => day >= (days.at(-KEPT_DAYS) ?? 0));
}

export const mergeSignatures = (a: readonly DaySignature[], b: readonly DaySignature[]): DaySignature[] =>
  lastDays(DaySignatures.of([...a, ...b]).list());
