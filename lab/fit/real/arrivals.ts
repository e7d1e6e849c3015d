/** When requests arrive: as the requests of a real client do, or as the turns of real conversations. */
import type { Random } from '../../../src/math/random.ts';
import type { Client, Material } from './material.ts';

const DAY = 86_400;

/**
 * So many requests of one client in its own two weeks, or in as many days of them as the log has: a Gamma renewal process whose rate is the
 * client's, as ServeGen models it.
 * @param from, until seconds of the log
 * @returns seconds, ascending
 */
export function clientTimes(
  random: Random,
  { cv, rates }: Client,
  from: number,
  until: number,
  count: number,
): number[] {
  const part = (14 * DAY) / rates.length;
  const parts = Math.min(rates.length, Math.max(1, Math.round((until - from) / part)));
  const first = (DAY / part) * random.below(Math.max(1, Math.floor((rates.length - parts) / (DAY / part)) + 1));
  const window = rates.slice(Math.floor(first), Math.floor(first) + parts);
  const total = window.reduce((sum, rate) => sum + rate, 0);
  // A client that rests in all of these days sends evenly.
  const sums = [0];
  for (const rate of window) sums.push(sums.at(-1)! + (total > 0 ? rate / total : 1 / window.length));
  const gaps = Array.from({ length: count + 1 }, () => gamma(random, 1 / cv ** 2));
  const all = gaps.reduce((sum, gap) => sum + gap, 0);
  let [passed, at] = [0, 0];
  return gaps.slice(0, count).map((gap) => {
    passed += gap / all;
    while (at < window.length - 1 && sums[at + 1]! < passed) at++;
    const share = (passed - sums[at]!) / Math.max(1e-12, sums[at + 1]! - sums[at]!);
    return from + ((at + Math.min(1, share)) / window.length) * (until - from);
  });
}

/** Conversations that begin by day on the person's own clock, each with the turns of a real one. */
export function conversations(
  random: Random,
  material: Material,
  length: number,
  zone: number,
  turns: number,
): number[][] {
  const found: number[][] = [];
  for (let left = turns; left > 0;) {
    const day = random.below(Math.ceil(length / DAY));
    if (day % 7 > 4 && random.chance(0.55)) continue;
    let time = day * DAY + (14.5 + 3.6 * random.normal() - zone) * 3600;
    const session = [time];
    for (const gap of random.pick(material.sessions)) session.push((time += gap));
    found.push(session);
    left -= session.length;
  }
  return found.sort((a, b) => a[0]! - b[0]!);
}

/** Gamma of this shape and any scale (Marsaglia and Tsang, 2000). */
function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * (1 - random.next()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = random.normal();
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
