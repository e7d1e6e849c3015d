/** Average linkage of templates (Sokal and Michener 1958) over the pairs that are linked. */
import { MergeHeap } from './merge-heap.ts';
import type { TemplateLinks } from './template-links.ts';

/**
 * Mean correlations from which two groups of templates are joined, ascending. Bundles are formed at each: what one client does through a
 * relay goes together closely, and loosely with all else that the relay passes on. Which of them is a campaign is for the
 * judge to say.
 */
export const JOINED = [0.25, 0.5] as const;
/** Templates that go together, and the two trees that were joined last. */
export interface Tree {
  templates: number[];
  halves: readonly [Tree, Tree] | undefined;
}

/**
 * Average linkage over the links alone: where there is none the correlation is 0. Trees are joined from the highest mean down, so
 * that one pass comes by the trees of each level. Each tree offers the best pair that it has when it is made, and a new one
 * when the other tree of that is gone: of the best pair of all the newer tree has offered it.
 * @param joined mean correlations from which trees are joined, ascending; the trees of each are returned in this order
 */
export function joinedByLinks(
  { a: firsts, b: seconds, phi, templates }: TemplateLinks,
  joined: readonly number[] = JOINED,
): Tree[][] {
  const least = joined[0]!;
  /** Number of each template's tree, from 1. */
  const numbers = new Uint32Array(templates);
  const trees: (Tree | undefined)[] = [];
  const plant = (template: number): void => {
    numbers[template] ||= trees.push({ templates: [template], halves: undefined });
  };
  for (let at = 0; at < phi.length; at++) {
    plant(firsts[at]!);
    plant(seconds[at]!);
  }
  const lists = new LinkedTrees(trees.length, numbers, { a: firsts, b: seconds, phi }, least);
  const heap = new MergeHeap();
  const offer = (tree: number): void => {
    const other = lists.best(tree, least);
    if (other >= 0) heap.push(lists.mean, Math.min(tree, other), Math.max(tree, other), tree);
  };
  for (let tree = 0; tree < trees.length; tree++) offer(tree);
  const found: Tree[][] = [];
  const leave = (): number => found.unshift(trees.filter((tree) => tree !== undefined));
  while (heap.pop()) {
    const { mean, a, b, by } = heap;
    const [first, second] = [trees[a], trees[b]];
    if (!first || !second) {
      if (trees[by]) offer(by);
      continue;
    }
    while (mean < joined[joined.length - 1 - found.length]!) leave();
    const number = trees.push({ templates: [...first.templates, ...second.templates], halves: [first, second] }) - 1;
    trees[a] = trees[b] = undefined;
    lists.join(a, b, number);
    offer(number);
  }
  while (found.length < joined.length) leave();
  return found;
}

/**
 * The trees that each tree correlates with, some of which are gone, and the sums of the correlations between the templates of the two:
 * a stretch of two columns for each tree, with some room for trees to come.
 */
class LinkedTrees {
  /** Of the pair that `best` found. */
  mean = 0;
  /** Templates of each tree, 0 when it has become a part of another. */
  private readonly sizes: Uint32Array;
  private readonly from: Uint32Array;
  private readonly to: Uint32Array;
  private readonly room: Uint32Array;
  private end = 0;
  private trees: Uint32Array<ArrayBuffer>;
  private sums: Float64Array<ArrayBuffer>;
  /** For `join`: sums by tree, and which trees have one. */
  private readonly total: Float64Array;
  private readonly met: Uint32Array;

  /** @param numbers number of each template's tree, from 1 */
  constructor(
    count: number,
    numbers: Uint32Array,
    { a, b, phi }: Pick<TemplateLinks, 'a' | 'b' | 'phi'>,
    least: number,
  ) {
    this.sizes = new Uint32Array(2 * count).fill(1, 0, count);
    this.from = new Uint32Array(2 * count);
    this.to = new Uint32Array(2 * count);
    this.room = new Uint32Array(2 * count);
    this.total = new Float64Array(2 * count);
    this.met = new Uint32Array(count);
    // What correlates with nothing that much correlates on average less: it is left out of the sums.
    const isStrong = new Uint8Array(count + 1);
    for (let at = 0; at < phi.length; at++)
      if (phi[at]! >= least) isStrong[numbers[a[at]!]!] = isStrong[numbers[b[at]!]!] = 1;
    const linked = new Uint32Array(count);
    for (let at = 0; at < phi.length; at++) {
      const first = numbers[a[at]!]!;
      const second = numbers[b[at]!]!;
      if (isStrong[first] === 0 || isStrong[second] === 0) continue;
      linked[first - 1]!++;
      linked[second - 1]!++;
    }
    const needed = linked.reduce((sum, own) => sum + roomFor(own), 0);
    this.trees = new Uint32Array(2 * needed);
    this.sums = new Float64Array(2 * needed);
    for (let tree = 0; tree < count; tree++) this.open(tree, linked[tree]!);
    for (let at = 0; at < phi.length; at++) {
      const first = numbers[a[at]!]!;
      const second = numbers[b[at]!]!;
      if (isStrong[first] === 0 || isStrong[second] === 0) continue;
      this.put(first - 1, second - 1, phi[at]!);
      this.put(second - 1, first - 1, phi[at]!);
    }
  }

  /** The tree with the highest mean, of several the first; -1 where none has the least. */
  best(of: number, least: number): number {
    this.forget(of);
    const { trees, sums, sizes } = this;
    const to = this.to[of]!;
    const size = sizes[of]!;
    let first = -1;
    let most = least;
    for (let at = this.from[of]!; at < to; at++) {
      const tree = trees[at]!;
      const mean = sums[at]! / (size * sizes[tree]!);
      if (mean < most || (mean === most && first >= 0 && first < tree)) continue;
      most = mean;
      first = tree;
    }
    this.mean = most;
    return first;
  }

  /** Makes a new tree of two. */
  join(a: number, b: number, number: number): void {
    const { sizes, total, met } = this;
    sizes[number] = sizes[a]! + sizes[b]!;
    sizes[a] = sizes[b] = 0;
    const count = this.addUp(b, this.addUp(a, 0));
    this.open(number, count);
    for (let at = 0; at < count; at++) {
      const other = met[at]!;
      this.put(number, other, total[other]!);
      // The two that are gone leave room.
      if (this.to[other] === this.room[other]) this.forget(other);
      this.put(other, number, total[other]!);
      total[other] = 0;
    }
  }

  private addUp(part: number, count: number): number {
    const { trees, sums, sizes, total, met } = this;
    for (let at = this.from[part]!; at < this.to[part]!; at++) {
      const tree = trees[at]!;
      if (sizes[tree] === 0) continue;
      if (total[tree] === 0) met[count++] = tree;
      total[tree]! += sums[at]!;
    }
    return count;
  }

  private put(tree: number, other: number, sum: number): void {
    const at = this.to[tree]!++;
    this.trees[at] = other;
    this.sums[at] = sum;
  }

  /** Forgets trees that are gone. */
  private forget(of: number): void {
    const { trees, sums, sizes } = this;
    const from = this.from[of]!;
    let kept = from;
    for (let at = from; at < this.to[of]!; at++) {
      if (sizes[trees[at]!] === 0) continue;
      trees[kept] = trees[at]!;
      sums[kept++] = sums[at]!;
    }
    this.to[of] = kept;
  }

  /** Begins the stretch of a tree, for so many others. */
  private open(tree: number, others: number): void {
    const room = roomFor(others);
    if (this.end + room > this.trees.length) this.grow(room);
    this.from[tree] = this.to[tree] = this.end;
    this.room[tree] = this.end += room;
  }

  /** Puts what is left together, in columns that have room for as much again. */
  private grow(room: number): void {
    const { sizes, from, to } = this;
    let needed = room;
    for (let tree = 0; tree < sizes.length; tree++) if (sizes[tree] !== 0) needed += this.room[tree]! - from[tree]!;
    const trees = new Uint32Array(2 * needed);
    const sums = new Float64Array(2 * needed);
    let end = 0;
    for (let tree = 0; tree < sizes.length; tree++) {
      if (sizes[tree] === 0) continue;
      const own = this.room[tree]! - from[tree]!;
      trees.set(this.trees.subarray(from[tree], to[tree]), end);
      sums.set(this.sums.subarray(from[tree], to[tree]), end);
      to[tree] = end + to[tree]! - from[tree]!;
      from[tree] = end;
      this.room[tree] = end += own;
    }
    this.trees = trees;
    this.sums = sums;
    this.end = end;
  }
}

const roomFor = (others: number): number => others + (others >> 1) + 1;
