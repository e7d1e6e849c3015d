/**
 * Joins templates that are rewordings of one text. A reworded template has no clause in all of its prompts, but many
 * clauses in some of them; two groups of prompts that share most of such half-frequent clauses at similar rates come from
 * one source. Different templates share hardly any, since slots hardly ever repeat.
 */
import type { ClauseBlocks } from './clause-blocks.ts';
import type { FrequentClauses } from './frequent-clauses.ts';
import type { TemplateKey } from './template-tree.ts';

/** A clause is a wording, not a slot, from this share of a group's prompts on, and not fixed text up to that share. */
const WORDING_FROM = 0.05;
const WORDING_TO = 0.95;
/** Letters of half-frequent clauses that make a group a reworded one. */
const REWORDED_LETTERS = 40;
/** Overlap of the wordings of two groups, weighted by letters, from which they are one template. */
const SAME_SOURCE = 0.3;

/** `assigned` with the numbers of joined templates replaced by the smallest of each set; free prompts that hold many of a source's wordings join it. */
export function mergeVariants(
  clauses: FrequentClauses,
  keys: readonly TemplateKey[],
  blocks: ClauseBlocks,
  assigned: Int32Array,
): Int32Array {
  const profiles = wordings(clauses, assigned, keys.length);
  const parent = Int32Array.from({ length: keys.length }, (_, number) => number);
  const find = (number: number): number => {
    while (parent[number] !== number) number = parent[number] = parent[parent[number]!]!;
    return number;
  };
  for (const [a, b] of candidatePairs(profiles)) {
    const own = new Set([...keys[a]!.blocks, ...keys[b]!.blocks]);
    if (overlap(profiles[a]!, profiles[b]!, clauses, (clause) => own.has(blocks.ofClause[clause]!)) < SAME_SOURCE)
      continue;
    const [low, high] = [Math.min(find(a), find(b)), Math.max(find(a), find(b))];
    parent[high] = low;
  }
  return assigned.map((number) => (number < 0 ? -1 : find(number)));
}

type Profile = Map<number, number>;

/** For each template the share of its prompts that hold each clause, for clauses that some but not all hold. */
function wordings(clauses: FrequentClauses, assigned: Int32Array, templates: number): Profile[] {
  const profiles = Array.from({ length: templates }, (): Profile => new Map());
  const sizes = new Uint32Array(templates);
  assigned.forEach((number, prompt) => {
    if (number < 0) return;
    sizes[number]!++;
    const profile = profiles[number]!;
    for (let i = clauses.start[prompt]!; i < clauses.start[prompt + 1]!; i++) {
      profile.set(clauses.list[i]!, (profile.get(clauses.list[i]!) ?? 0) + 1);
    }
  });
  profiles.forEach((profile, number) => {
    let letters = 0;
    for (const [clause, count] of profile) {
      const share = count / sizes[number]!;
      if (share < WORDING_FROM || count < 4) profile.delete(clause);
      else {
        profile.set(clause, share);
        if (share < WORDING_TO) letters += share * clauses.letters[clause]!;
      }
    }
    if (letters < REWORDED_LETTERS) profile.clear();
  });
  return profiles;
}

/** Pairs of reworded templates that share a clause. */
function candidatePairs(profiles: readonly Profile[]): [number, number][] {
  const holders = new Map<number, number[]>();
  profiles.forEach((profile, number) => {
    for (const clause of profile.keys()) {
      const list = holders.get(clause);
      if (list) list.push(number);
      else holders.set(clause, [number]);
    }
  });
  const pairs = new Map<string, [number, number]>();
  for (const list of holders.values()) {
    for (let i = 0; i < list.length; i++)
      for (let j = i + 1; j < list.length; j++) pairs.set(`${list[i]!} ${list[j]!}`, [list[i]!, list[j]!]);
  }
  return [...pairs.values()];
}

/** Weighted Jaccard similarity of two profiles without the clauses of their keys, which differ by construction. */
function overlap(a: Profile, b: Profile, clauses: FrequentClauses, isKey: (clause: number) => boolean): number {
  let both = 0;
  let either = 0;
  for (const clause of new Set([...a.keys(), ...b.keys()])) {
    if (isKey(clause)) continue;
    const x = a.get(clause) ?? 0;
    const y = b.get(clause) ?? 0;
    both += Math.min(x, y) * clauses.letters[clause]!;
    either += Math.max(x, y) * clauses.letters[clause]!;
  }
  return either < REWORDED_LETTERS ? 0 : both / either;
}
