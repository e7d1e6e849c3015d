/** Numbers of marked items in draws: without replacement (the hypergeometric distribution), and with it (the binomial one). */
import { logGamma } from './log-gamma.ts';

/**
 * Natural logarithm of the chance to draw at least `k` marked ones in `drawn` draws out of `all`, of which `marked` are
 * marked. 0 when that is certain, -Infinity when it is impossible.
 */
export function logHypergeometricTail(k: number, all: number, marked: number, drawn: number): number {
  const least = Math.max(0, drawn + marked - all);
  const most = Math.min(drawn, marked);
  if (k <= least) return 0;
  if (k > most) return -Infinity;
  const logTerm = (i: number): number =>
    logChoose(marked, i) + logChoose(all - marked, drawn - i) - logChoose(all, drawn);
  const mean = (drawn * marked) / all;
  // From the end that falls: above the mean each term is smaller than the one before it.
  if (k > mean)
    return sumDown(
      logTerm(k),
      k,
      most,
      (i) => ((marked - i) * (drawn - i)) / ((i + 1) * (all - marked - drawn + i + 1)),
    );
  const below = sumDown(logTerm(k - 1), 0, k - 1 - least, (i) => {
    const at = k - 1 - i;
    return (at * (all - marked - drawn + at)) / ((marked - at + 1) * (drawn - at + 1));
  });
  return Math.log1p(-Math.min(1 - 1e-16, Math.exp(below)));
}

/** Log of first + first·r(from) + first·r(from)·r(from + 1) + …, up to `to`, until the terms no longer count. */
function sumDown(logFirst: number, from: number, to: number, ratio: (i: number) => number): number {
  let [sum, term] = [1, 1];
  for (let i = from; i < to; i++) {
    term *= ratio(i);
    sum += term;
    if (term < 1e-12 * sum) break;
  }
  return logFirst + Math.log(sum);
}

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** Logarithms of factorials that were asked for: tests come by the million, and most of them about the same numbers. */
const known = new Float64Array(65_536).fill(NaN);

function logFactorial(n: number): number {
  const before = known[n];
  if (before === undefined) return logGamma(n + 1);
  if (!Number.isNaN(before)) return before;
  const value = logGamma(n + 1);
  known[n] = value;
  return value;
}
