import type { Column } from './field-statistics.ts';

/** What columns of values say of each other, whatever they are called. */

/** How often the values of a column occur. */
function countsOf(column: Column): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of column) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/**
 * How well one column tells another, from 0 (as well as chance) to 1: the share of records in which the other has what most records
 * with the same value have. Values that occur once tell nothing.
 */
export function tells(column: Column, other: Column): number {
  const counts = countsOf(column);
  const seen = new Map<string, Map<string, number>>();
  const all = new Map<string, number>();
  let records = 0;
  for (const [at, value] of column.entries()) {
    const beside = other[at];
    if (value === undefined || beside === undefined || counts.get(value)! < 2) continue;
    records++;
    all.set(beside, (all.get(beside) ?? 0) + 1);
    const inner = seen.get(value) ?? new Map<string, number>();
    seen.set(value, inner.set(beside, (inner.get(beside) ?? 0) + 1));
  }
  if (records === 0) return 0;
  const most = (map: ReadonlyMap<string, number>): number => [...map.values()].reduce((a, b) => (a > b ? a : b), 0);
  const chance = most(all) / records;
  const told = [...seen.values()].reduce((sum, map) => sum + most(map), 0) / records;
  return chance === 1 ? 0 : Math.max(0, (told - chance) / (1 - chance));
}

/** How far apart the occurrences of a value are, against chance: near 0 for a session, near 1 for who comes back. */
export function spread(column: Column): number {
  const places = new Map<string, [first: number, last: number, count: number]>();
  let number = 0;
  for (const value of column) {
    if (value === undefined) continue;
    const found = places.get(value);
    if (found === undefined) places.set(value, [number, number, 1]);
    else [found[1], found[2]] = [number, found[2] + 1];
    number++;
  }
  const again = [...places.values()].filter(([, , count]) => count > 1);
  if (again.length === 0) return 0;
  const shares = again.map(([first, last, count]) => (((last - first) / number) * (count + 1)) / (count - 1));
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** How many of the words of a text are in the one beside it, more than in the one beside the next record. */
export function sharedWords(column: Column, other: Column): number {
  const [of, beside] = [column.map(wordsIn), other.map(wordsIn)];
  let [own, next, records] = [0, 0, 0];
  for (const [at, words] of of.entries()) {
    const [mine, others] = [beside[at], beside[(at + 1) % beside.length]];
    if (words === undefined || mine === undefined || others === undefined) continue;
    records++;
    own += overlap(words, mine);
    next += overlap(words, others);
  }
  return records === 0 ? 0 : (own - next) / records;
}

/** Words, and pairs of letters in scripts without spaces. */
function wordsIn(text: string | undefined): ReadonlySet<string> | undefined {
  if (text === undefined) return undefined;
  const words = text.toLowerCase().match(/[\p{L}\d]{4,}/gu) ?? [];
  return new Set(words.flatMap((word) => (/[^\p{ASCII}]/u.test(word) ? (word.match(/../gsu) ?? []) : [word])));
}

function overlap(words: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of words) if (others.has(word)) shared++;
  return words.size === 0 ? 0 : shared / words.size;
}
