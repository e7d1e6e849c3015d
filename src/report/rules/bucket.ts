/** What is counted of the matches of one group in one part of time: a commutative monoid, the empty bucket, `add` and `join`. */

/** Where a match stands. */
export interface MatchPlace {
  file: string;
  line: number;
  offset: number;
  length: number;
}

export interface Bucket {
  matches: number;
  /** A bit for each rule of a `temporal` correlation that matched. */
  mask: number;
  /** The smallest hashes of different values, ascending: exact up to the count that is asked for. */
  values: readonly number[];
  /** ms UTC of the first and last match; undefined without a time. */
  first: number | undefined;
  last: number | undefined;
  /** The first places by file and line. */
  places: readonly MatchPlace[];
}

/** Places that are kept of each group. */
const MAX_PLACES = 5;

export interface Match {
  mask: number;
  value: number | undefined;
  time: number | undefined;
  place: MatchPlace | undefined;
}

export function bucketOf({ mask, value, time, place }: Match): Bucket {
  return {
    matches: 1,
    mask,
    values: value === undefined ? [] : [value],
    first: time,
    last: time,
    places: place === undefined ? [] : [place],
  };
}

/** @param most different values that need be told apart */
export function joinBuckets(a: Bucket, b: Bucket, most: number): Bucket {
  return {
    matches: a.matches + b.matches,
    mask: a.mask | b.mask,
    values: joined(a.values, b.values, (x, y) => x - y, most),
    first: extreme(Math.min, a.first, b.first),
    last: extreme(Math.max, a.last, b.last),
    places: joined(a.places, b.places, inOrder, MAX_PLACES),
  };
}

function extreme(choose: (a: number, b: number) => number, a?: number, b?: number): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : choose(a, b);
}

/** The first of two ascending lists, without what both hold. */
function joined<T>(a: readonly T[], b: readonly T[], order: (a: T, b: T) => number, most: number): readonly T[] {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  // A full list that ends before the other begins stays as it is: most matches come in the order of the log.
  if (a.length >= most && order(a[a.length - 1]!, b[0]!) <= 0) return a;
  const all = [...a, ...b].sort(order);
  return all.filter((item, at) => at === 0 || order(all[at - 1]!, item) !== 0).slice(0, most);
}

function inOrder(a: MatchPlace, b: MatchPlace): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.offset - b.offset;
}
