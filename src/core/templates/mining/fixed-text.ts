/** The fixed text of a template: the clauses that most of its prompts contain, in order. */
import { HashNumbers } from '../../math/hash-numbers.ts';
import type { PromptClauses } from './prompt-clauses.ts';

/** A clause in this share of the prompts is fixed text. */
const MIN_FIXED_SHARE = 0.5;
/**
 * Prompts in which such clauses are looked for before they are counted in all: the contents of slots are too many to be
 * counted. The share in these may be a little lower by chance.
 */
const LOOKED_AT = 96;
const NEARLY_MOST = 0.35;

export interface FixedText {
  /** Clauses in order, and the place of each by its hash. */
  inOrder: { letters: number; share: number }[];
  places: HashNumbers;
}

/** `rows`: a row of each of the template's prompts. */
export function fixedText(clauses: PromptClauses, rows: Uint32Array): FixedText {
  const known = likelyClauses(clauses, rows);
  const likely = numbered(known);
  /** How many prompts hold each, the sum of the places where it stands, its letters, and the prompt that had it last. */
  const count = new Uint32Array(known.length);
  const rank = new Float64Array(known.length);
  const letters = new Uint8Array(known.length);
  const last = new Uint32Array(known.length);
  for (let prompt = 0; prompt < rows.length; prompt++) {
    clauses.read(rows[prompt]!);
    for (let at = 0; at < clauses.length; at++) {
      const one = likely.find(clauses.hashes[at]!);
      if (one < 0 || last[one] === prompt + 1) continue;
      if (last[one] === 0) letters[one] = clauses.letters[at]!;
      last[one] = prompt + 1;
      count[one]!++;
      rank[one]! += at;
    }
  }
  const fixed = Array.from(known.keys())
    .filter((one) => count[one]! >= MIN_FIXED_SHARE * rows.length && count[one]! > 1)
    .sort((a, b) => rank[a]! / count[a]! - rank[b]! / count[b]! || known[a]! - known[b]!);
  return {
    inOrder: fixed.map((one) => ({ letters: letters[one]!, share: count[one]! / rows.length })),
    places: numbered(fixed.map((one) => known[one]!)),
  };
}

function numbered(hashes: ArrayLike<number>): HashNumbers {
  const numbers = new HashNumbers(hashes.length);
  for (let place = 0; place < hashes.length; place++) numbers.add(hashes[place]!);
  return numbers;
}

/** Hashes of clauses that may be fixed text. */
function likelyClauses(clauses: PromptClauses, rows: Uint32Array): Uint32Array {
  const step = Math.ceil(rows.length / LOOKED_AT);
  const looked = Math.ceil(rows.length / step);
  const least = NEARLY_MOST * looked;
  const seen = new HashNumbers();
  let room = 0;
  for (let prompt = 0; prompt < rows.length; prompt += step) {
    clauses.read(rows[prompt]!);
    room += clauses.length;
  }
  const count = new Uint8Array(room);
  /** The prompt that had it last, and one more. */
  const last = new Uint32Array(room);
  for (let prompt = 0, before = 0; prompt < rows.length; prompt += step, before++) {
    clauses.read(rows[prompt]!);
    for (let at = 0; at < clauses.length; at++) {
      const hash = clauses.hashes[at]!;
      let one = seen.find(hash);
      if (one < 0) {
        // What first appears this late is in too few of them.
        if (looked - before < least) continue;
        one = seen.add(hash);
      }
      if (last[one] === prompt + 1) continue;
      last[one] = prompt + 1;
      count[one]!++;
    }
  }
  return seen.hashes.subarray(0, seen.count).filter((_, one) => count[one]! >= least);
}
