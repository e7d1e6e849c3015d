/** Spearman's rank correlation: do larger values of one thing go with larger values of another? Ties share their mean rank. */
export function rankCorrelation(x: readonly number[], y: readonly number[]): number {
  const [a, b] = [ranks(x), ranks(y)];
  const mean = (x.length + 1) / 2;
  let [both, ofA, ofB] = [0, 0, 0];
  a.forEach((rank, i) => {
    both += (rank - mean) * (b[i]! - mean);
    ofA += (rank - mean) ** 2;
    ofB += (b[i]! - mean) ** 2;
  });
  return ofA === 0 || ofB === 0 ? 0 : both / Math.sqrt(ofA * ofB);
}

/**
 * The correlation in standard deviations of what chance gives: for n independent pairs it has the variance 1 / (n - 1) (Kendall
 * 1938), whatever the two are distributed like.
 */
export const correlationZ = (x: readonly number[], y: readonly number[]): number =>
  x.length < 2 ? 0 : rankCorrelation(x, y) * Math.sqrt(x.length - 1);

/** As `Math.atanh`, for correlations that come out as 1. */
const fisher = (correlation: number): number => Math.atanh(Math.min(correlation, 0.999));

/**
 * By how many standard deviations the correlation is larger than this one: Fisher's transform of a rank correlation has the variance
 * 1.06 / (n - 3) (Fieller, Hartley, Pearson 1957). Unlike a distance from 0 it does not grow with n where a weak one is honest.
 */
export const correlationAbove = (least: number, x: readonly number[], y: readonly number[]): number =>
  x.length < 4 ? 0 : (fisher(rankCorrelation(x, y)) - fisher(least)) * Math.sqrt((x.length - 3) / 1.06);

function ranks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((i, j) => values[i]! - values[j]!);
  const rank = new Array<number>(values.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    for (to = from + 1; to < order.length && values[order[to]!] === values[order[from]!]; to++);
    for (let at = from; at < to; at++) rank[order[at]!] = (from + to + 1) / 2;
  }
  return rank;
}
