/**
 * Does an account belong to a cluster, by which of the cluster's templates it uses? Members differ in how much they take
 * part: a busy one uses all templates, one of a slow campaign two. So the question is asked in two steps: how many of the
 * templates would a member use, and, given that number, why these? Not using the others says little by itself.
 */

/** Part of the members about whose number of templates nothing is assumed: any number is as likely as any other. */
const OPEN = 0.2;
/**
 * Part of all strangers who use several of the templates for a reason of their own: a judge's prompts are used by a safety
 * team too. Without it two prompts in common would be taken for a coincidence past belief.
 */
const RELATED = 0.006;
/** Width of the kernel over the numbers of templates that the cluster's accounts use, in templates. */
const WIDTH = 1;

export interface TemplateUse {
  /** Share of the cluster's accounts that use the template, strictly between 0 and 1. */
  inside: number;
  /** The same of all other accounts. */
  outside: number;
}

export class Membership {
  readonly #uses: readonly TemplateUse[];
  readonly #prior: number;
  /** Log probability that a member uses k templates, k from 0. */
  readonly #count: Float64Array;
  /** The same of a related stranger: few use many. */
  readonly #relatedCount: Float64Array;
  /** Log of the elementary symmetric polynomials of the inside odds: the weight of all sets of k templates. */
  readonly #sets: Float64Array;

  /**
   * @param uses one entry a template
   * @param counts how many of the templates each account of the cluster uses
   * @param accounts accounts in the log
   */
  constructor(uses: readonly TemplateUse[], counts: readonly number[], accounts: number) {
    this.#uses = uses;
    this.#prior = Math.log(counts.length / Math.max(1, accounts - counts.length));
    this.#count = countLikelihood(counts, uses.length);
    this.#relatedCount = fallingLikelihood(uses.length);
    this.#sets = setWeights(uses.map(({ inside }) => Math.log(inside / (1 - inside))));
  }

  /** Log odds of belonging of an account that uses the templates marked true. */
  logOdds(used: readonly boolean[]): number {
    let chosen = 0;
    let stranger = 0;
    let k = 0;
    this.#uses.forEach(({ inside, outside }, i) => {
      if (used[i]) {
        chosen += Math.log(inside / (1 - inside));
        stranger += Math.log(outside);
        k++;
      } else stranger += Math.log(1 - outside);
    });
    const thisSet = chosen - this.#sets[k]!;
    const related = Math.log(RELATED) + this.#relatedCount[k]! + thisSet;
    return this.#prior + this.#count[k]! + thisSet - logSum(Math.log(1 - RELATED) + stranger, related);
  }
}

function countLikelihood(counts: readonly number[], templates: number): Float64Array {
  const density = new Float64Array(templates + 1);
  for (const count of counts)
    for (let k = 1; k <= templates; k++) density[k]! += Math.exp(-0.5 * ((k - count) / WIDTH) ** 2);
  const total = density.reduce((sum, value) => sum + value, 0);
  return density.map((value, k) => (k === 0 ? -Infinity : Math.log((1 - OPEN) * (value / total) + OPEN / templates)));
}

/** Falls with the square of k. */
function fallingLikelihood(templates: number): Float64Array {
  const density = Float64Array.from({ length: templates + 1 }, (_, k) => (k === 0 ? 0 : 1 / (k * k)));
  const total = density.reduce((sum, value) => sum + value, 0);
  return density.map((value) => Math.log(value / total));
}

/** In logarithms, because a campaign may have hundreds of templates. */
function setWeights(logWeights: readonly number[]): Float64Array {
  const sets = new Float64Array(logWeights.length + 1).fill(-Infinity);
  sets[0] = 0;
  logWeights.forEach((weight, i) => {
    for (let k = i + 1; k >= 1; k--) sets[k] = logSum(sets[k]!, sets[k - 1]! + weight);
  });
  return sets;
}

function logSum(a: number, b: number): number {
  if (a === -Infinity) return b;
  if (b === -Infinity) return a;
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
}
