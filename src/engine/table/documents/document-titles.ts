/**
 * Titles of documents by the hash of the id. Titles are shown as examples only, so of very many documents those with the smallest hashes keep
 * theirs, of a document's titles the first by letters: the same ones whatever the order, and never more than so many.
 */
import { LIMITS } from '../../../reader/records/facts/facts.ts';

/** Documents that keep a title, at least. */
export const MOST_TITLES = 1024;

/** Places for those that were added last: the same ones are named again and again. A power of two. */
const RECENT = 1024;

/** Hashes, ascending once a table is finished, with a title each. */
export interface PackedTitles {
  keys: Float64Array<ArrayBuffer>;
  titles: string[];
}

export class DocumentTitles {
  private readonly titles = new Map<number, string>();
  /** Largest hash that may still keep a title. */
  private limit = Infinity;
  private readonly recent = new Float64Array(RECENT);
  /** The titles that those have. */
  private readonly recentTitles = new Array<string>(RECENT).fill('');

  constructor(private readonly most = MOST_TITLES) {}

  /** `''` where it has none. */
  of(key: number): string {
    return this.titles.get(key) ?? '';
  }

  /** False where a title would be of no use: too many documents have a smaller hash. */
  takes(key: number): boolean {
    return key <= this.limit;
  }

  /** False where a title of ASCII letters in bytes would be of no use either, because its document has one before it. */
  wants(key: number, bytes: Uint8Array, from: number, to: number): boolean {
    const place = key & (RECENT - 1);
    if (this.recent[place] !== key) return true;
    const before = this.recentTitles[place]!;
    const length = Math.min(to - from, LIMITS.title);
    for (let at = 0; at < before.length; at++) {
      if (at >= length) return true;
      const ahead = bytes[from + at]! - before.charCodeAt(at);
      if (ahead !== 0) return ahead < 0;
    }
    return false;
  }

  add(key: number, title: string): void {
    if (key > this.limit || title === '') return;
    const place = key & (RECENT - 1);
    const before = this.recent[place] === key ? this.recentTitles[place] : this.titles.get(key);
    this.recent[place] = key;
    this.recentTitles[place] = before !== undefined && before <= title ? before : title;
    if (before !== undefined && before <= title) return;
    this.titles.set(key, title);
    if (this.titles.size === 2 * this.most) this.trim();
  }

  merge(other: DocumentTitles): void {
    for (const [key, title] of other.titles) this.add(key, title);
  }

  /** The same in order of their hashes, without those that nothing names. */
  sorted(isNamed: (key: number) => boolean): DocumentTitles {
    const sorted = new DocumentTitles(this.most);
    const keys = Float64Array.from([...this.titles.keys()].filter(isNamed)).sort();
    for (const key of keys.subarray(0, this.most)) sorted.titles.set(key, this.of(key));
    if (keys.length >= this.most) sorted.limit = keys[this.most - 1]!;
    return sorted;
  }

  /** Undefined when there are none. */
  pack(): PackedTitles | undefined {
    const { titles } = this;
    if (titles.size === 0) return undefined;
    return { keys: Float64Array.from(titles.keys()), titles: [...titles.values()] };
  }

  static unpack({ keys, titles }: PackedTitles): DocumentTitles {
    const unpacked = new DocumentTitles();
    keys.forEach((key, at) => unpacked.add(key, titles[at]!));
    return unpacked;
  }

  private trim(): void {
    this.limit = Float64Array.from(this.titles.keys()).sort()[this.most - 1]!;
    for (const key of this.titles.keys()) if (key > this.limit) this.titles.delete(key);
  }
}
