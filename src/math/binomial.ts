/** The binomial distribution. */
import { logGamma } from './log-gamma.ts';

/** Chance of at least `k` successes in `n` trials that each succeed with probability `p`, between 0 and 1 but neither. */
export function binomialTail(k: number, n: number, p: number): number {
  let sum = 0;
  for (let i = Math.max(0, k); i <= n; i++)
    sum += Math.exp(
      logGamma(n + 1) - logGamma(i + 1) - logGamma(n - i + 1) + i * Math.log(p) + (n - i) * Math.log1p(-p),
    );
  return Math.min(1, sum);
}
