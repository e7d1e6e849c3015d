/**
 * Bundles: templates that go together across accounts. Templates are joined by average linkage (Sokal and Michener 1958)
 * as long as they correlate, and a bundle is taken apart again where accounts use the one half or the other, but seldom both: that
 * is two groups of accounts that a third thing joins, such as a stock prompt of both.
 */
import { addAll, largest } from '../../../math/lists/many.ts';
import { UnionFind } from '../../../math/union-find.ts';
import { joinedByLinks, JOINED, type Tree } from './average-linkage.ts';
import type { SharedTemplates } from './shared-templates.ts';
import { LeastInCommon, templateLinks, type TemplateLinks } from './template-links.ts';

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
  const uses = new HalfUses(shared);
  for (const [level, least] of JOINED.entries()) {
    const bundles = joined[level]!.flatMap((tree) => takenApart(tree, uses));
    for (const bundle of joinedVersions(bundles, links, least)) {
      bundle.sort((a, b) => a - b);
      found.set(bundle.join(), bundle);
    }
  }
  return [...found.values()].sort((a, b) => a[0]! - b[0]! || b.length - a.length);
}

/**
 * Where each account has wordings of its own, the versions of one prompt are never used together, and that speaks against
 * joining them. But all of them go together with the versions of another prompt: bundles are joined where nearly every template
 * of the one is linked with one of the other, and the other way round.
 * @returns bundles of two or more templates
 */
function joinedVersions(
  all: readonly number[][],
  { a: firsts, b: seconds, phi, templates }: TemplateLinks,
  least: number,
): number[][] {
  // One template alone is never joined.
  const bundles = all.filter(({ length }) => length > 1);
  /** Place of each template's, from 1. */
  const bundleOf = new Uint32Array(templates);
  bundles.forEach((bundle, at) => {
    for (const template of bundle) bundleOf[template] = at + 1;
  });
  /** Number of templates of a bundle that are linked with each other bundle, and the correlations. */
  const linked = new Map<number, { a: number; b: number; inA: number; inB: number; sum: number; n: number }>();
  const counted = new Set<number>();
  const isNew = (template: number, other: number): number => {
    const { size } = counted;
    return counted.add(template * bundles.length + other).size - size;
  };
  // Names one by one: the engine takes a third of the time of all this to compile lists of them.
  for (let at = 0; at < phi.length; at++) {
    const a = firsts[at]!;
    const b = seconds[at]!;
    const x = bundleOf[a]! - 1;
    const y = bundleOf[b]! - 1;
    if (x === y || x < 0 || y < 0) continue;
    const first = Math.min(x, y);
    const second = Math.max(x, y);
    const key = first * bundles.length + second;
    let own = linked.get(key);
    if (!own) linked.set(key, (own = { a: first, b: second, inA: 0, inB: 0, sum: 0, n: 0 }));
    own.inA += isNew(x < y ? a : b, second);
    own.inB += isNew(x < y ? b : a, first);
    own.sum += phi[at]!;
    own.n++;
  }
  const joined = new UnionFind(bundles.length);
  for (const { a, b, inA, inB, sum, n } of linked.values()) {
    const enough = inA >= LINKED * bundles[a]!.length && inB >= LINKED * bundles[b]!.length;
    if (enough && inA > 1 && inB > 1 && sum >= least * n) joined.join(a, b);
  }
  const whole = new Map<number, number[]>();
  bundles.forEach((bundle, at) => {
    const root = joined.find(at);
    const own = whole.get(root);
    if (own) addAll(own, bundle);
    else whole.set(root, [...bundle]);
  });
  return [...whole.values()];
}

function takenApart(tree: Tree, uses: HalfUses): number[][] {
  if (!tree.halves) return [tree.templates];
  const [first, second] = tree.halves;
  if (uses.areApart(first.templates, second.templates))
    return [...takenApart(first, uses), ...takenApart(second, uses)];
  return [tree.templates];
}

/** How many templates each account uses of two halves of a tree: in columns, because trees come by the thousand and are large. */
class HalfUses {
  /** Place of each account that uses one, from 1; all 0 between two trees. */
  private readonly placeOf: Uint32Array;
  /** Of each place: its account, and the templates that this uses of the one half and of the other. */
  private readonly account: Uint32Array;
  private readonly inFirst: Uint32Array;
  private readonly inSecond: Uint32Array;
  private count = 0;

  constructor(private readonly shared: Pick<SharedTemplates, 'users'>) {
    const most = largest(
      Array.from(shared.users.values(), (users) => users.at(-1) ?? 0),
      0,
    );
    this.placeOf = new Uint32Array(most + 1);
    this.account = new Uint32Array(most + 2);
    this.inFirst = new Uint32Array(most + 2);
    this.inSecond = new Uint32Array(most + 2);
  }

  /** Whether accounts keep to one of the halves, more than drawing as many templates from both would have it. */
  areApart(first: readonly number[], second: readonly number[]): boolean {
    if (first.length === 1 && second.length === 1) return false;
    const { placeOf, account, inFirst, inSecond } = this;
    const uses = this.add(first, inFirst);
    const share = uses / (uses + this.add(second, inSecond));
    let [telling, apart, expected, variance] = [0, 0, 0, 1];
    for (let place = 1; place <= this.count; place++) {
      const ofFirst = inFirst[place]!;
      const n = ofFirst + inSecond[place]!;
      inFirst[place] = inSecond[place] = placeOf[account[place]!] = 0;
      if (n < 2) continue;
      telling++;
      if (ofFirst === 0 || ofFirst === n) apart++;
      const draws = Math.min(COUNTED, n);
      // One template cannot be used twice: two or more can only all come from the other half.
      const chance = (first.length > 1 ? share ** draws : 0) + (second.length > 1 ? (1 - share) ** draws : 0);
      expected += chance;
      variance += chance * (1 - chance);
    }
    this.count = 0;
    return (
      telling >= TELLING && apart - expected > APART.deviations * Math.sqrt(variance) && apart > APART.times * expected
    );
  }

  /** Adds the uses of a half, account by account in the order in which they come; gives how many there are. */
  private add(templates: readonly number[], half: Uint32Array): number {
    const { placeOf, account } = this;
    let uses = 0;
    for (const template of templates) {
      const users = this.shared.users.get(template)!;
      uses += users.length;
      for (let at = 0; at < users.length; at++) {
        const user = users[at]!;
        let place = placeOf[user]!;
        if (place === 0) account[(place = placeOf[user] = ++this.count)] = user;
        half[place]!++;
      }
    }
    return uses;
  }
}
