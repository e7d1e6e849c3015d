/**
 * Which templates belong together: pairs that the same accounts use more often than if accounts chose at random (a validated
 * projection, Tumminello et al. 2011). Two accounts with four requests each share too little to be tested; two templates with
 * 28 users each, 15 of them in common, can be. Any use counts, not only repeated use.
 */
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

export interface TemplateLink {
  /** Template numbers, `a` < `b`. */
  a: number;
  b: number;
  /** Correlation of the use of the two over all accounts (phi), above 0 up to 1. */
  phi: number;
}

/**
 * Links by `a` and then `b`.
 * @param accounts accounts of the log
 * @param enough what is known of logs with so many accounts
 */
export function templateLinks(
  shared: Pick<SharedTemplates, 'users'>,
  accounts: number,
  enough = new LeastInCommon(accounts),
): TemplateLink[] {
  const links: TemplateLink[] = [];
  // Each pair is examined from its rarer template, whose sample says more: accounts list theirs by rank, and only what ranks
  // higher is looked at.
  const ranked = [...shared.users].sort((x, y) => x[1].length - y[1].length || x[0] - y[0]);
  const { start, ranks } = ranksOfAccounts(ranked);
  const both = new Uint32Array(ranked.length);
  const met: number[] = [];
  for (const [rank, [template, users]] of ranked.entries()) {
    const step = Math.max(1, users.length / SAMPLED);
    const sampled = Math.min(users.length, SAMPLED);
    for (let i = 0; i < sampled; i++) {
      const account = users[Math.floor(i * step)]!;
      // Down to the template itself, which is one of them.
      for (let at = start[account + 1]! - 1; ranks[at]! > rank; at--) {
        const other = ranks[at]!;
        if (both[other]!++ === 0) met.push(other);
      }
    }
    for (const other of met) {
      const seen = both[other]!;
      both[other] = 0;
      const [second, others] = ranked[other]!;
      const together = (seen * users.length) / sampled;
      if (together < BOTH) continue;
      if (seen < enough.of(others.length, sampled)) continue;
      const phi = correlation(together, users.length, others.length, accounts);
      if (phi > 0) links.push({ a: Math.min(template, second), b: Math.max(template, second), phi });
    }
    met.length = 0;
  }
  return links.sort((x, y) => x.a - y.a || x.b - y.b);
}

/** The ranks of each account's templates, ascending: from `start[account]` to `start[account + 1]`. */
function ranksOfAccounts(ranked: readonly (readonly [template: number, users: readonly number[]])[]): {
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
