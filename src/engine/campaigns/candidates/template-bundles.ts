/**
 * Bundles: templates that go together across accounts. Templates are joined by average linkage (Sokal and Michener 1958)
 * as long as they correlate, and a bundle is taken apart again where accounts use the one half or the other, but seldom both: that
 * is two groups of accounts that a third thing joins, such as a stock prompt of both.
 */
import { UnionFind } from '../../../math/union-find.ts';
import { MergeHeap } from './merge-heap.ts';
import type { SharedTemplates } from './shared-templates.ts';
import { LeastInCommon, templateLinks, type TemplateLink } from './template-links.ts';

/**
 * Mean correlations from which two groups of templates are joined, ascending. Bundles are formed at each: what one client does through a
 * relay goes together closely, and loosely with all else that the relay passes on. Which of them is a campaign is for the
 * judge to say.
 */
const JOINED = [0.25, 0.5] as const;
/** Accounts with two or more templates that tell of two halves. */
const TELLING = 6;
/** How many more of them must keep to one half than chance would have it: standard deviations, and times. */
const APART = { deviations: 4, times: 1.6 };
/** Templates of an account that count as evidence of keeping to one half: more of them depend on one another. */
const COUNTED = 4;

/** Share of the templates of both bundles that must be linked with the other one for both to be versions of one. */
const LINKED = 0.75;

/** Lists of two or more template numbers, ascending, the first ones first and larger ones before their parts. */
export function templateBundles(
  shared: Pick<SharedTemplates, 'users'>,
  accounts: number,
  enough = new LeastInCommon(accounts),
): number[][] {
  const links = templateLinks(shared, accounts, enough);
  const found = new Map<string, number[]>();
  const joined = joinedByLinks(links);
  for (const [level, least] of JOINED.entries()) {
    const bundles = joined[level]!.flatMap((tree) => takenApart(tree, shared));
    for (const bundle of joinedVersions(bundles, links, least)) {
      if (bundle.length < 2) continue;
      bundle.sort((a, b) => a - b);
      found.set(bundle.join(), bundle);
    }
  }
  return [...found.values()].sort((a, b) => a[0]! - b[0]! || b.length - a.length);
}

interface Tree {
  templates: number[];
  halves: readonly [Tree, Tree] | undefined;
}

/**
 * Average linkage over the links alone: where there is none the correlation is 0. Trees are joined from the highest mean down, so
 * that one pass comes by the trees of each of `JOINED`.
 */
function joinedByLinks(links: readonly TemplateLink[]): Tree[][] {
  const [least] = JOINED;
  const numbers = new Map<number, number>();
  const trees: (Tree | undefined)[] = [];
  /** Sum of the correlations between the templates of two trees. */
  const sums: Map<number, number>[] = [];
  const numberOf = (template: number): number => {
    let number = numbers.get(template);
    if (number === undefined) {
      numbers.set(template, (number = trees.length));
      trees.push({ templates: [template], halves: undefined });
      sums.push(new Map());
    }
    return number;
  };
  const heap = new MergeHeap();
  const offer = (a: number, b: number, sum: number): void => {
    const mean = sum / (trees[a]!.templates.length * trees[b]!.templates.length);
    if (mean >= least) heap.push(mean, Math.min(a, b), Math.max(a, b));
  };
  // What correlates with nothing that much correlates on average less: it is left out of the sums.
  const strong = new Set<number>();
  for (const { a, b, phi } of links) if (phi >= least) strong.add(a).add(b);
  for (const { a, b, phi } of links) {
    const [x, y] = [numberOf(a), numberOf(b)];
    if (!strong.has(a) || !strong.has(b)) continue;
    sums[x]!.set(y, phi);
    sums[y]!.set(x, phi);
  }
  sums.forEach((own, x) => {
    own.forEach((sum, y) => {
      if (x < y) offer(x, y, sum);
    });
  });
  const found: Tree[][] = [];
  const leave = (): number => found.unshift(trees.filter((tree) => tree !== undefined));
  while (heap.pop()) {
    const { mean, a, b } = heap;
    while (mean < JOINED[JOINED.length - 1 - found.length]!) leave();
    const [first, second] = [trees[a], trees[b]];
    if (!first || !second) continue;
    const number = trees.length;
    trees.push({ templates: [...first.templates, ...second.templates], halves: [first, second] });
    const own = sums[a]!;
    trees[a] = trees[b] = undefined;
    // What has become a part of another is of no use any more.
    sums[b]!.forEach((sum, other) => {
      if (trees[other] !== undefined) own.set(other, (own.get(other) ?? 0) + sum);
    });
    sums.push(own);
    sums[b] = new Map();
    own.forEach((sum, other) => {
      if (trees[other] === undefined) {
        own.delete(other);
        return;
      }
      sums[other]!.set(number, sum);
      offer(number, other, sum);
    });
  }
  while (found.length < JOINED.length) leave();
  return found;
}

/**
 * Where each account has wordings of its own, the versions of one prompt are never used together, and that speaks against
 * joining them. But all of them go together with the versions of another prompt: bundles are joined where nearly every template
 * of the one is linked with one of the other, and the other way round.
 */
function joinedVersions(bundles: readonly number[][], links: readonly TemplateLink[], least: number): number[][] {
  const bundleOf = new Map<number, number>();
  bundles.forEach((bundle, at) => {
    for (const template of bundle) bundleOf.set(template, at);
  });
  /** Templates of the bundle that are linked with each other bundle, and the correlations. */
  const linked = new Map<
    number,
    { a: number; b: number; inA: Set<number>; inB: Set<number>; sum: number; n: number }
  >();
  for (const { a, b, phi } of links) {
    const [x, y] = [bundleOf.get(a)!, bundleOf.get(b)!];
    // One template alone is never joined.
    if (x === y || bundles[x]!.length < 2 || bundles[y]!.length < 2) continue;
    const [first, second] = x < y ? [x, y] : [y, x];
    const key = first * bundles.length + second;
    const own = linked.get(key) ?? { a: first, b: second, inA: new Set(), inB: new Set(), sum: 0, n: 0 };
    linked.set(key, own);
    own.inA.add(x < y ? a : b);
    own.inB.add(x < y ? b : a);
    own.sum += phi;
    own.n++;
  }
  const joined = new UnionFind(bundles.length);
  for (const { a, b, inA, inB, sum, n } of linked.values()) {
    const enough = inA.size >= LINKED * bundles[a]!.length && inB.size >= LINKED * bundles[b]!.length;
    if (enough && inA.size > 1 && inB.size > 1 && sum >= least * n) joined.join(a, b);
  }
  const whole = new Map<number, number[]>();
  bundles.forEach((bundle, at) => {
    const root = joined.find(at);
    whole.set(root, [...(whole.get(root) ?? []), ...bundle]);
  });
  return [...whole.values()];
}

function takenApart(tree: Tree, shared: Pick<SharedTemplates, 'users'>): number[][] {
  if (!tree.halves) return [tree.templates];
  const [first, second] = tree.halves;
  if (areApart(first.templates, second.templates, shared))
    return [...takenApart(first, shared), ...takenApart(second, shared)];
  return [tree.templates];
}

/** Whether accounts keep to one of the halves, more than drawing as many templates from both would have it. */
function areApart(
  first: readonly number[],
  second: readonly number[],
  shared: Pick<SharedTemplates, 'users'>,
): boolean {
  if (first.length === 1 && second.length === 1) return false;
  const used = new Map<number, { first: number; second: number }>();
  let uses = 0;
  for (const [half, templates] of [
    ['first', first],
    ['second', second],
  ] as const) {
    for (const template of templates) {
      for (const account of shared.users.get(template)!) {
        const own = used.get(account) ?? { first: 0, second: 0 };
        used.set(account, own);
        own[half]++;
        if (half === 'first') uses++;
      }
    }
  }
  const all = [...used.values()];
  const share = uses / all.reduce((sum, own) => sum + own.first + own.second, 0);
  let [telling, apart, expected, variance] = [0, 0, 0, 1];
  for (const own of all) {
    const n = own.first + own.second;
    if (n < 2) continue;
    telling++;
    if (own.first === 0 || own.second === 0) apart++;
    const draws = Math.min(COUNTED, n);
    // One template cannot be used twice: two or more can only all come from the other half.
    const chance = (first.length > 1 ? share ** draws : 0) + (second.length > 1 ? (1 - share) ** draws : 0);
    expected += chance;
    variance += chance * (1 - chance);
  }
  return (
    telling >= TELLING && apart - expected > APART.deviations * Math.sqrt(variance) && apart > APART.times * expected
  );
}
