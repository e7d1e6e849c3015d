/**
 * Which templates go together: pairs of templates that the same accounts use more often than accounts which choose at
 * random would (a validated projection, Tumminello et al. 2011). A pair of accounts with four requests each shares nothing
 * that could be tested; two templates with 28 users each of which 15 are the same can. Any use counts, not only repeated use.
 */
import { logHypergeometricTail } from '../../math/hypergeometric.ts';
import type { SharedTemplates } from './shared-templates.ts';

/** Chance of an overlap, over all pairs of one template, below which it is no coincidence. */
const CHANCE = 1e-6;
/** Accounts that must use both. */
const BOTH = 2;
/**
 * Users of a template that are looked at; of more, so many at even distances. A template of half a million accounts goes
 * together with the same others as one in a hundred of its users tell.
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
  shared: SharedTemplates,
  accounts: number,
  enough = new LeastInCommon(accounts),
): TemplateLink[] {
  const links: TemplateLink[] = [];
  const both = new Uint32Array(shared.weight.length);
  const sizes = new Uint32Array(shared.weight.length);
  for (const [template, users] of shared.users) sizes[template] = users.length;
  const met: number[] = [];
  for (const [a, users] of shared.users) {
    const step = Math.max(1, users.length / SAMPLED);
    const sampled = Math.min(users.length, SAMPLED);
    for (let i = 0; i < sampled; i++) {
      for (const b of shared.ofAccount.get(users[Math.floor(i * step)]!)!) {
        // Each pair is looked at from its rarer template: the sample of that one says more.
        const others = sizes[b]!;
        if (others < users.length || (others === users.length && b <= a)) continue;
        if (both[b]!++ === 0) met.push(b);
      }
    }
    for (const b of met) {
      const seen = both[b]!;
      both[b] = 0;
      const others = sizes[b]!;
      const together = (seen * users.length) / sampled;
      if (together < BOTH) continue;
      if (seen < enough.of(others, sampled)) continue;
      const phi = correlation(together, users.length, others, accounts);
      if (phi > 0) links.push({ a: Math.min(a, b), b: Math.max(a, b), phi });
    }
    met.length = 0;
  }
  return links.sort((x, y) => x.a - y.a || x.b - y.b);
}

/** From how many users in common on two templates go together. A log has few sizes of templates, and very many pairs. */
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

/** Of two yes-or-no traits that `a` and `b` of `all` have, `both` of them together. */
function correlation(both: number, a: number, b: number, all: number): number {
  if (a >= all || b >= all) return 0;
  return (both - (a * b) / all) / Math.sqrt(a * (1 - a / all) * b * (1 - b / all));
}
