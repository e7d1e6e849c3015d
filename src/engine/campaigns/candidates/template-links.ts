/**
 * Which templates belong together: pairs that the same accounts use more often than if accounts chose at random (a validated
 * projection, Tumminello et al. 2011). Two accounts with four requests each share too little to be tested; two templates with
 * 28 users each, 15 of them in common, can be. Any use counts, not only repeated use.
 */
import { valuesAt } from '../../../math/columns.ts';
import { logHypergeometricTail } from '../../../math/hypergeometric.ts';
import type { SharedTemplates } from './shared-templates.ts';

/** An overlap is not a coincidence if its probability, over all pairs of one template, is below this. */
const CHANCE = 1e-6;
/** Accounts that must use both. */
const BOTH = 2;
/**
 * Maximum number of users examined per template; of more, an evenly spaced sample of this size is taken. One in a hundred
 * users of a template with half a million links it to the same templates as all of them would.
 */
const SAMPLED = 600;

/** Pairs of templates, by the first and then the second. */
export interface TemplateLinks {
  /** Template numbers, the lower one first. */
  a: Uint32Array;
  b: Uint32Array;
  /** Correlation of the use of the two over all accounts (phi), above 0 up to 1. */
  phi: Float64Array;
  /** All numbers are below this. */
  templates: number;
}

/**
 * @param accounts accounts of the log
 * @param enough what is known of logs with so many accounts
 */
export function templateLinks(
  shared: Pick<SharedTemplates, 'users'>,
  accounts: number,
  enough = new LeastInCommon(accounts),
): TemplateLinks {
  const lower: number[] = [];
  const higher: number[] = [];
  const strengths: number[] = [];
  // Each pair is examined from its rarer template, whose sample says more: accounts list theirs by rank, and only what ranks
  // higher is looked at.
  const ranked = [...shared.users].sort((x, y) => x[1].length - y[1].length || x[0] - y[0]);
  const { start, ranks } = ranksOfAccounts(ranked);
  const template = Uint32Array.from(ranked, ([number]) => number);
  const users = Uint32Array.from(ranked, ([, { length }]) => length);
  const both = new Uint32Array(ranked.length);
  const met = new Uint32Array(ranked.length);
  for (const [rank, [own, list]] of ranked.entries()) {
    const sampled = Math.min(list.length, SAMPLED);
    const count = countBoth(list, sampled, rank, start, ranks, both, met);
    // The others have as many users or more, and need as many in common or more: most pairs have fewer.
    const least = enough.of(users[rank]!, sampled);
    for (let i = 0; i < count; i++) {
      const other = met[i]!;
      const seen = both[other]!;
      both[other] = 0;
      if (seen < least) continue;
      const together = (seen * list.length) / sampled;
      if (together < BOTH || seen < enough.of(users[other]!, sampled)) continue;
      const strength = correlation(together, list.length, users[other]!, accounts);
      if (strength <= 0) continue;
      lower.push(Math.min(own, template[other]!));
      higher.push(Math.max(own, template[other]!));
      strengths.push(strength);
    }
  }
  const templates = template.reduce((most, number) => Math.max(most, number + 1), 0);
  const [a, b] = [new Uint32Array(lower), new Uint32Array(higher)];
  const order = sortedBy(
    a,
    sortedBy(
      b,
      b.map((_, at) => at),
      templates,
    ),
    templates,
  );
  const phi = new Float64Array(order.length);
  for (let at = 0; at < order.length; at++) phi[at] = strengths[order[at]!]!;
  return { a: valuesAt(a, order), b: valuesAt(b, order), phi, templates };
}

/** Puts places in the order of their keys, all below `end`; those of the same key keep theirs. */
function sortedBy(keys: Uint32Array, places: Uint32Array, end: number): Uint32Array {
  const next = new Uint32Array(end + 1);
  for (const key of keys) next[key + 1]!++;
  for (let key = 1; key <= end; key++) next[key]! += next[key - 1]!;
  const sorted = new Uint32Array(places.length);
  for (let at = 0; at < places.length; at++) sorted[next[keys[places[at]!]!]!++] = places[at]!;
  return sorted;
}

/**
 * Counts for each template that ranks above a template how many of the users looked at use both. A function of its own, because it
 * is called thousands of times and compiled once.
 * @param both takes the counts
 * @param met takes the ranks of those that have one
 * @returns number of these
 */
function countBoth(
  users: Uint32Array,
  sampled: number,
  rank: number,
  start: Uint32Array,
  ranks: Uint32Array,
  both: Uint32Array,
  met: Uint32Array,
): number {
  const step = Math.max(1, users.length / SAMPLED);
  let count = 0;
  for (let i = 0; i < sampled; i++) {
    const account = users[Math.floor(i * step)]!;
    // Down to the template itself, which is one of them.
    for (let at = start[account + 1]! - 1; ranks[at]! > rank; at--) {
      const other = ranks[at]!;
      if (both[other]!++ === 0) met[count++] = other;
    }
  }
  return count;
}

/** The ranks of each account's templates, ascending: from `start[account]` to `start[account + 1]`. */
function ranksOfAccounts(ranked: readonly (readonly [template: number, users: Uint32Array])[]): {
  start: Uint32Array;
  ranks: Uint32Array;
} {
  const start = new Uint32Array(ranked.reduce((most, [, users]) => Math.max(most, users.at(-1) ?? 0), 0) + 2);
  for (const [, users] of ranked) for (const account of users) start[account + 1]!++;
  for (let account = 1; account < start.length; account++) start[account]! += start[account - 1]!;
  const next = start.slice();
  const ranks = new Uint32Array(start[start.length - 1]!);
  for (const [rank, [, users]] of ranked.entries()) for (const account of users) ranks[next[account]!++] = rank;
  return { start, ranks };
}

/** Number of common users that two templates need. Cached by size: a log has few template sizes but very many pairs. */
export class LeastInCommon {
  readonly #known = new Map<number, number>();

  /** @param accounts accounts of the log */
  constructor(private readonly accounts: number) {}

  /**
   * @param users of the one template
   * @param sampled of the other's users those that are looked at
   */
  of(users: number, sampled: number): number {
    const key = users * (SAMPLED + 1) + sampled;
    const before = this.#known.get(key);
    if (before !== undefined) return before;
    let [low, high] = [0, Math.min(users, sampled) + 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (logHypergeometricTail(middle, this.accounts, users, sampled) < Math.log(CHANCE)) high = middle;
      else low = middle + 1;
    }
    this.#known.set(key, low);
    return low;
  }
}

/** Correlation of two binary traits that `a` and `b` of `all` have, and `both` together (phi). */
function correlation(both: number, a: number, b: number, all: number): number {
  if (a >= all || b >= all) return 0;
  return (both - (a * b) / all) / Math.sqrt(a * (1 - a / all) * b * (1 - b / all));
}
