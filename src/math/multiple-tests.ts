/** p-values, and their correction for multiple tests. */

/**
 * Conformal p-value: the chance that a value drawn like those of `null` is at least `value`, counting the value itself. Never
 * below 1 / (null + 1): so many cases cannot show a smaller chance (Vovk; Bates et al. 2023).
 */
export function conformalP(value: number, nullValues: readonly number[]): number {
  return (1 + nullValues.filter((other) => other >= value).length) / (nullValues.length + 1);
}

/**
 * False discovery rate at which each of the hypotheses is first rejected (Benjamini and Hochberg 1995); it holds for conformal
 * p-values with a common null, which depend on one another positively (Bates et al. 2023).
 * @param tests number of hypotheses, where those that are certain not to be rejected are left out of `p`
 */
export function benjaminiHochberg(p: readonly number[], tests: number = p.length): number[] {
  const order = [...p.keys()].sort((a, b) => p[a]! - p[b]!);
  const q = p.map(() => 1);
  let least = 1;
  for (let rank = order.length; rank >= 1; rank--) {
    const at = order[rank - 1]!;
    least = Math.min(least, (p[at]! * tests) / rank);
    q[at] = least;
  }
  return q;
}
