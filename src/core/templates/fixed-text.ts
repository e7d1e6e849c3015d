/** The fixed text of a template as its prompts have it: clauses that most of them hold, in order. */
import type { RequestTable } from '../signals/request-table.ts';

/** A clause of that share of the prompts is fixed text. */
const MOST = 0.5;
/**
 * Prompts in which such clauses are looked for before they are counted in all: the contents of slots are too many to be
 * counted. The share in these may be a little lower by chance.
 */
const LOOKED_AT = 96;
const NEARLY_MOST = 0.35;

/** Clauses of one prompt, the system prompt's first. */
export interface PromptClauses {
  hashes: Uint32Array;
  letters: Uint8Array;
  /** How many stand in the system prompt. */
  system: number;
}

/** Prompts by number, read when they are asked for: together they are too much to be kept. */
export interface Prompts {
  count: number;
  read: (at: number) => PromptClauses;
}

export interface FixedText {
  inOrder: { hash: number; letters: number; share: number }[];
  /** Place in `inOrder` of each hash. */
  places: ReadonlyMap<number, number>;
}

export function promptClauses(table: RequestTable, row: number): PromptClauses {
  const { texts, rows } = table;
  const { all, system } = table.clauseCounts(row);
  const [first, from] = [texts.clauseStart(rows.system[row]!), texts.clauseStart(rows.user[row]!)];
  const { hash, letters } = texts.clauses;
  if (system === 0)
    return { hashes: hash.subarray(from, from + all), letters: letters.subarray(from, from + all), system };
  const joined = { hashes: new Uint32Array(all), letters: new Uint8Array(all), system };
  joined.hashes.set(hash.subarray(first, first + system));
  joined.letters.set(letters.subarray(first, first + system));
  joined.hashes.set(hash.subarray(from, from + all - system), system);
  joined.letters.set(letters.subarray(from, from + all - system), system);
  return joined;
}

export function fixedText(prompts: Prompts): FixedText {
  const known = candidates(prompts);
  for (let prompt = 0; prompt < prompts.count; prompt++) {
    const { hashes, letters } = prompts.read(prompt);
    for (let at = 0; at < hashes.length; at++) {
      const one = known.get(hashes[at]!);
      if (one === undefined || one.last === prompt) continue;
      if (one.last < 0) one.letters = letters[at]!;
      one.last = prompt;
      one.count++;
      one.rank += at;
    }
  }
  const inOrder = [...known.values()]
    .filter(({ count }) => count >= MOST * prompts.count && count > 1)
    .sort((a, b) => a.rank / a.count - b.rank / b.count || a.hash - b.hash)
    .map(({ hash, letters, count }) => ({ hash, letters, share: count / prompts.count }));
  return { inOrder, places: new Map(inOrder.map(({ hash }, place) => [hash, place])) };
}

interface Counted {
  hash: number;
  letters: number;
  count: number;
  /** Sum of the places where it stands. */
  rank: number;
  /** Prompt that had it last. */
  last: number;
}

/** Clauses that may be fixed text, not counted yet. */
function candidates(prompts: Prompts): Map<number, Counted> {
  const step = Math.ceil(prompts.count / LOOKED_AT);
  const seen = new Map<number, number>();
  let looked = 0;
  for (let prompt = 0; prompt < prompts.count; prompt += step, looked++)
    for (const hash of new Set(prompts.read(prompt).hashes)) seen.set(hash, (seen.get(hash) ?? 0) + 1);
  const likely = [...seen].filter(([, count]) => count >= NEARLY_MOST * looked);
  return new Map(likely.map(([hash]) => [hash, { hash, letters: 0, count: 0, rank: 0, last: -1 }]));
}
