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
 * that one pass comes by the trees of each of `JOINED`. Each tree offers the best pair that it has when it is made, and a new one
 * when the other tree of that is gone: of the best pair of all the newer tree has offered it.
 */
export function joinedByLinks({ a: firsts, b: seconds, phi, templates }: TemplateLinks): Tree[][] {
  const [least] = JOINED;
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
  /** Templates of each tree, 0 when it has become a part of another. */
  const sizes = new Uint32Array(2 * trees.length).fill(1, 0, trees.length);
  const linked = trees.map((): Linked => ({ trees: [], sums: [] }));
  // What correlates with nothing that much correlates on average less: it is left out of the sums.
  const isStrong = new Uint8Array(templates);
  for (let at = 0; at < phi.length; at++) if (phi[at]! >= least) isStrong[firsts[at]!] = isStrong[seconds[at]!] = 1;
  for (let at = 0; at < phi.length; at++) {
    const [a, b] = [firsts[at]!, seconds[at]!];
    if (isStrong[a] === 0 || isStrong[b] === 0) continue;
    add(linked[numbers[a]! - 1]!, numbers[b]! - 1, phi[at]!);
    add(linked[numbers[b]! - 1]!, numbers[a]! - 1, phi[at]!);
  }
  const heap = new MergeHeap();
  const offer = (tree: number): void => {
    const [other, mean] = best(tree, linked[tree]!, sizes, least);
    if (other >= 0) heap.push(mean, Math.min(tree, other), Math.max(tree, other), tree);
  };
  linked.forEach((_, tree) => {
    offer(tree);
  });
  const found: Tree[][] = [];
  const leave = (): number => found.unshift(trees.filter((tree) => tree !== undefined));
  const total = new Float64Array(2 * trees.length);
  while (heap.pop()) {
    const { mean, a, b, by } = heap;
    const [first, second] = [trees[a], trees[b]];
    if (!first || !second) {
      if (trees[by]) offer(by);
      continue;
    }
    while (mean < JOINED[JOINED.length - 1 - found.length]!) leave();
    const number = trees.push({ templates: [...first.templates, ...second.templates], halves: [first, second] }) - 1;
    sizes[number] = sizes[a]! + sizes[b]!;
    trees[a] = trees[b] = undefined;
    sizes[a] = sizes[b] = 0;
    const own: Linked = { trees: [], sums: [] };
    for (const part of [a, b]) {
      addUp(linked[part]!, sizes, total, own.trees);
      linked[part] = GONE;
    }
    for (const other of own.trees) {
      own.sums.push(total[other]!);
      add(linked[other]!, number, total[other]!);
      total[other] = 0;
    }
    linked.push(own);
    offer(number);
  }
  while (found.length < JOINED.length) leave();
  return found;
}

/** Trees that a tree correlates with, some of which are gone, and the sum of the correlations between the templates of the two. */
interface Linked {
  trees: number[];
  sums: number[];
}

const GONE: Linked = { trees: [], sums: [] };

function add(to: Linked, tree: number, sum: number): void {
  to.trees.push(tree);
  to.sums.push(sum);
}

/** @param met takes the trees that have no sum yet */
function addUp({ trees, sums }: Linked, sizes: Uint32Array, total: Float64Array, met: number[]): void {
  for (let at = 0; at < trees.length; at++) {
    const tree = trees[at]!;
    if (sizes[tree] === 0) continue;
    if (total[tree] === 0) met.push(tree);
    total[tree]! += sums[at]!;
  }
}

/** The tree with the highest mean, of several the first, and the mean; -1 where none has the least. Forgets trees that are gone. */
function best(of: number, { trees, sums }: Linked, sizes: Uint32Array, least: number): [tree: number, mean: number] {
  let [first, most, kept] = [-1, least, 0];
  for (let at = 0; at < trees.length; at++) {
    const [tree, sum] = [trees[at]!, sums[at]!];
    if (sizes[tree] === 0) continue;
    trees[kept] = tree;
    sums[kept++] = sum;
    const mean = sum / (sizes[of]! * sizes[tree]!);
    if (mean < most || (mean === most && first >= 0 && first < tree)) continue;
    most = mean;
    first = tree;
  }
  trees.length = sums.length = kept;
  return [first, most];
}
