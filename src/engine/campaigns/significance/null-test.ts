/** What a test against a null says: how often chance, or an ordinary reason, would give as much. */
export interface NullTest {
  /** What the value is compared with, for people: "links dealt out anew". */
  stratum: string;
  statistic: number;
  /** Chance of at least such a value under the null; never below 1 / (n + 1). */
  p: number;
  /** Cases of the null. */
  n: number;
}

/** A test that cannot be made says why: a missing null is never a small p. */
export interface Untested {
  stratum: string;
  reason: string;
}

export const isTested = (test: NullTest | Untested): test is NullTest => 'p' in test;
