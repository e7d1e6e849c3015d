/** How far probabilities are from what is so, with how sure that is. */
import { Random } from '../../../src/math/random.ts';

export interface Judged {
  /** Candidates of one log come together: they are drawn together. */
  log: string;
  score: number;
  positive: boolean;
}

const BINS = 10;
const DRAWS = 1000;

/** Expected calibration error: mean distance of said from seen over ten even bins, by the number in each. */
export function calibrationError(items: readonly Pick<Judged, 'score' | 'positive'>[]): number {
  const bins = Array.from({ length: BINS }, () => ({ said: 0, seen: 0 }));
  for (const { score, positive } of items) {
    const bin = bins[Math.min(BINS - 1, Math.floor(score * BINS))]!;
    bin.said += score;
    bin.seen += Number(positive);
  }
  return bins.reduce((sum, { said, seen }) => sum + Math.abs(said - seen), 0) / items.length;
}

/** Middle 95% of the error when logs are drawn anew with replacement. */
export function errorInterval(items: readonly Judged[], seed = 1): [low: number, high: number] {
  const logs = new Map<string, Judged[]>();
  for (const item of items) {
    const own = logs.get(item.log);
    if (own) own.push(item);
    else logs.set(item.log, [item]);
  }
  const list = [...logs.values()];
  const random = new Random('calibration', seed);
  const errors = Array.from({ length: DRAWS }, () => calibrationError(list.flatMap(() => random.pick(list)))).sort(
    (a, b) => a - b,
  );
  return [errors[Math.floor(0.025 * DRAWS)]!, errors[Math.ceil(0.975 * DRAWS) - 1]!];
}
