/**
 * Interval that holds a proportion with 95% confidence after `successes` of `trials` (Wilson 1927): honest for few trials and
 * at the ends, where the usual interval is not. `[0, 1]` without trials.
 */
export function wilson(successes: number, trials: number): [low: number, high: number] {
  if (trials === 0) return [0, 1];
  const z = 1.959964;
  const share = successes / trials;
  const scale = 1 + z ** 2 / trials;
  const middle = (share + z ** 2 / (2 * trials)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  // Exact at the ends, where rounding would leave the share itself outside.
  return [successes === 0 ? 0 : middle - half, successes === trials ? 1 : middle + half];
}
