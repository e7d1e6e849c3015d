/**
 * Groups that are formed and not given: accounts that get fewer of the same documents than the log's popularity makes two accounts of their
 * size get (birthdays that fall together too rarely), each pair by itself, then pairs joined while each avoids all others. Who works a list
 * off splits it without overlap; who has matters of their own avoids others as well.
 */
import { countsOf, documentOf } from './popularity.ts';
import type { Answered } from './world.ts';

export type Account = [name: string, own: Answered[]];

/** Deviations below popularity from which on two accounts are joined, and how many accounts a group has. */
const [AVOIDS, FEWEST, MOST] = [2, 3, 40];
/** Accounts that are looked at, those with most answers. */
const LOOKED_AT = 300;

export function formedGroups(accounts: readonly Account[], pool: readonly Answered[]): Account[][] {
  const largest = [...accounts].sort((a, b) => b[1].length - a[1].length).slice(0, LOOKED_AT);
  const asked = countsOf(pool.map(documentOf));
  // Documents that are asked for equally often are one class: of tens of thousands there are few.
  const classes = [...countsOf(asked.values())];
  const sets = largest.map(([, own]) => new Set(own.map(documentOf)));
  /** Chance that an account gets a document of each class at least once, by its answers. */
  const gets = largest.map(([, own]) => classes.map(([count]) => 1 - (1 - count / pool.length) ** own.length));
  const below = (a: number, b: number): number => {
    let [mean, variance, shared] = [0, 0, 0];
    classes.forEach(([, documents], at) => {
      const both = gets[a]![at]! * gets[b]![at]!;
      mean += documents * both;
      variance += documents * both * (1 - both);
    });
    for (const one of sets[a]!) if (sets[b]!.has(one)) shared++;
    return (mean - shared) / Math.sqrt(Math.max(variance, 0.25));
  };
  const pairs = largest.flatMap((_, a) =>
    Array.from({ length: largest.length - a - 1 }, (_unused, at) => ({ a, b: a + at + 1, z: below(a, a + at + 1) })),
  );
  const strength = new Map(pairs.map(({ a, b, z }) => [a * largest.length + b, z]));
  const between = (a: number, b: number): number => strength.get(Math.min(a, b) * largest.length + Math.max(a, b))!;
  const taken = new Set<number>();
  const groups: Account[][] = [];
  for (const { a, b, z } of pairs.sort((one, other) => other.z - one.z)) {
    if (z < AVOIDS || taken.has(a) || taken.has(b)) continue;
    const group = [a, b];
    for (;;) {
      const next = largest
        .map((_, one) => ({
          one,
          z: group.includes(one) || taken.has(one) ? 0 : Math.min(...group.map((own) => between(own, one))),
        }))
        .sort((x, y) => y.z - x.z)[0]!;
      if (next.z < AVOIDS || group.length === MOST) break;
      group.push(next.one);
    }
    if (group.length < FEWEST) continue;
    for (const one of group) taken.add(one);
    groups.push(group.map((one) => largest[one]!));
  }
  return groups;
}
