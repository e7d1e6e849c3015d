/**
 * Pools: templates with a clause in common whose users are different accounts. Where each account has a wording of its own, no two
 * templates are used by the same accounts, so that no bundle holds them, and each by itself is too small to judge. What all
 * wordings still have in common, a system prompt or a sentence that was not reworded, holds them together.
 */
import { addTo } from '../../../math/lists/many.ts';
import type { Slices } from '../../accounts/slices.ts';

/** Letters of a clause that says something: a heading or a greeting holds nothing together. */
const LETTERS = 24;
/** Requests of an account that go deep, and accounts needed that do. */
const DEEP = { requests: 8, users: 5 };
/** Templates that an account uses of the pool, on average: where it is more, a bundle tells more. */
const ONE_EACH = 1.5;
/** Share of the deep users that the largest template may have: where it has nearly all of them, the others add nothing. */
const LARGEST = 0.7;

export interface PoolInput {
  slices: Slices;
  /** Hashes of the fixed clauses of each template. */
  clauses: readonly Float64Array[];
  /** Letters of a clause by its hash. */
  lettersOf: (clause: number) => number;
}

/** Lists of two or more template numbers, ascending; each list once. */
export function pooledTemplates({ slices, clauses, lettersOf }: PoolInput): number[][] {
  const holders = new Map<number, number[]>();
  for (const template of [...slices.ofTemplate.keys()].sort((a, b) => a - b))
    for (const clause of clauses[template]!) addTo(holders, clause, template);
  const found = new Map<string, number[]>();
  for (const [clause, templates] of holders)
    if (templates.length > 1 && lettersOf(clause) >= LETTERS) found.set(templates.join(), templates);
  return [...found]
    .filter(([, templates]) => isPool(templates, slices))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, templates]) => templates);
}

function isPool(templates: readonly number[], { ofTemplate }: Slices): boolean {
  const requests = new Map<number, number>();
  let [uses, largest] = [0, 0];
  for (const template of templates) {
    let deep = 0;
    for (const { account, rows } of ofTemplate.get(template)!) {
      uses++;
      requests.set(account, (requests.get(account) ?? 0) + rows.length);
      if (rows.length >= DEEP.requests) deep++;
    }
    largest = Math.max(largest, deep);
  }
  const deep = [...requests.values()].filter((own) => own >= DEEP.requests).length;
  return deep >= DEEP.users && uses <= ONE_EACH * requests.size && largest <= LARGEST * deep;
}
