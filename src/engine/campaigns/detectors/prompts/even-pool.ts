/** Draws from a pool in which all items are equally likely, as in a harvest's material. Live use has favourites. */

/**
 * Size of the pool from which `draws` draws with replacement give `distinct` different items on average: the root of
 * m (1 - exp(-draws / m)) = distinct. Infinite if no item was drawn twice.
 */
export function poolSize(draws: number, distinct: number): number {
  if (distinct >= draws) return Infinity;
  let [low, high] = [distinct, distinct * draws];
  for (let step = 0; step < STEPS; step++) {
    const middle = Math.sqrt(low * high);
    if (-middle * Math.expm1(-draws / middle) < distinct) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}

/** Bisection steps on the logarithm: enough for twelve digits. */
const STEPS = 60;

/** Expected number of pairs of equal draws from a pool of that size. */
export const equalPairs = (draws: number, pool: number): number => (draws * (draws - 1)) / (2 * pool);
