/**
 * Matches of one rule by group and part of time. The order in which matches come changes nothing about what `finish` gives.
 *
 * Memory is bounded: of more entries than can be kept, those of the groups with the smallest hashes are kept, whole. A group
 * is dropped for good only when those before it already fill the room, which more matches never undo.
 */
import { sha53 } from '../../math/hash.ts';
import { type Bucket, bucketOf, joinBuckets, type Match } from './bucket.ts';

/** Entries of all groups of a rule that are kept. Some hundred bytes each. */
const MAX_ENTRIES = 100_000;

/** Part of time of what has no window. */
export const NO_WINDOW = 0;

interface Group {
  hash: number;
  buckets: Map<number, Bucket>;
}

export interface CountedGroup {
  /** Values of the fields that the group has in common. */
  key: readonly string[];
  /** By the number of the part of time, ascending. */
  buckets: readonly (readonly [part: number, Bucket])[];
}

export class GroupCounts {
  private readonly groups = new Map<string, Group>();
  private entries = 0;
  private limit = Infinity;

  /**
   * @param values different values that need be told apart
   * @param most entries that are kept
   */
  constructor(
    private readonly values: number,
    private readonly most = MAX_ENTRIES,
  ) {}

  add(key: readonly string[], part: number, match: Match): void {
    this.join(JSON.stringify(key), part, bucketOf(match));
  }

  /** The groups in one order, and whether some had no room. */
  finish(): { groups: CountedGroup[]; dropped: boolean } {
    this.drop(this.most);
    const groups = [...this.groups].map(([key, { buckets }]) => ({
      key: JSON.parse(key) as string[],
      buckets: [...buckets].sort(([a], [b]) => a - b),
      text: key,
    }));
    groups.sort((a, b) => (a.text < b.text ? -1 : 1));
    return { groups: groups.map(({ key, buckets }) => ({ key, buckets })), dropped: this.limit !== Infinity };
  }

  private join(key: string, part: number, bucket: Bucket): void {
    let group = this.groups.get(key);
    if (group === undefined) {
      const hash = sha53(key);
      if (hash >= this.limit) return;
      group = { hash, buckets: new Map() };
      this.groups.set(key, group);
    }
    const known = group.buckets.get(part);
    const next = known === undefined ? bucket : joinBuckets(known, bucket, this.values);
    group.buckets.set(part, next);
    this.entries += weightOf(next) - (known === undefined ? 0 : weightOf(known));
    if (this.entries > this.most * 2) this.drop(this.most);
  }

  /** Drops the groups with the largest hashes until what is left has room. */
  private drop(room: number): void {
    if (this.entries <= room) return;
    const order = [...this.groups].sort(([, a], [, b]) => b.hash - a.hash);
    for (const [key, { hash, buckets }] of order) {
      if (this.entries <= room) break;
      this.remove(key, buckets);
      this.limit = hash;
    }
    this.dropBeyond();
  }

  /** Groups from the limit on are incomplete: some of their matches were not kept. */
  private dropBeyond(): void {
    if (this.limit === Infinity) return;
    for (const [key, { hash, buckets }] of this.groups) {
      if (hash >= this.limit) this.remove(key, buckets);
    }
  }

  private remove(key: string, buckets: Group['buckets']): void {
    for (const bucket of buckets.values()) this.entries -= weightOf(bucket);
    this.groups.delete(key);
  }
}

/** Room that a bucket takes, in entries. */
function weightOf({ values }: Bucket): number {
  return 1 + (values.length >> 3);
}
