/** The fixed text of a template: the clauses that most of its prompts contain, in order. */
import { HashNumbers } from '../../../math/hash-numbers.ts';
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
  const { count, rank, letters } = countsOf(clauses, rows, known);
  const fixed = Array.from(known.keys())
    .filter((one) => count[one]! >= MIN_FIXED_SHARE * rows.length && count[one]! > 1)
    .sort((a, b) => rank[a]! / count[a]! - rank[b]! / count[b]! || known[a]! - known[b]!);
  return {
    inOrder: fixed.map((one) => ({ letters: letters[one]!, share: count[one]! / rows.length })),
    places: numbered(fixed.map((one) => known[one]!)),
  };
}

function countsOf(clauses: PromptClauses, rows: Uint32Array, known: Float64Array): ClauseCounts {
  const counts = new ClauseCounts(known);
  for (const row of rows) {
    clauses.read(row);
    counts.add(clauses);
  }
  return counts;
}

/** Counts clauses prompt by prompt. */
class ClauseCounts {
  /** How many prompts hold each, the sum of the places where it stands, and its letters. */
  readonly count: Uint32Array;
  readonly rank: Float64Array;
  readonly letters: Uint8Array;
  private readonly numbers: HashNumbers;
  /** The prompt that had each last, and how many there were. */
  private readonly last: Uint32Array;
  private prompts = 0;

  /** @param known hashes of the clauses that are counted */
  constructor(known: Float64Array) {
    this.numbers = numbered(known);
    this.count = new Uint32Array(known.length);
    this.rank = new Float64Array(known.length);
    this.letters = new Uint8Array(known.length);
    this.last = new Uint32Array(known.length);
  }

  add({ hashes, letters, places, length }: PromptClauses): void {
    const { numbers, last } = this;
    const prompt = ++this.prompts;
    for (let at = 0; at < length; at++) {
      const one = numbers.find(hashes[at]!);
      if (one < 0 || last[one] === prompt) continue;
      if (last[one] === 0) this.letters[one] = letters[at]!;
      last[one] = prompt;
      this.count[one]!++;
      this.rank[one]! += places[at]!;
    }
  }
}

function numbered(hashes: ArrayLike<number>): HashNumbers {
  const numbers = new HashNumbers(hashes.length);
  for (let place = 0; place < hashes.length; place++) numbers.add(hashes[place]!);
  return numbers;
}

/** Hashes of clauses that may be fixed text. */
function likelyClauses(clauses: PromptClauses, rows: Uint32Array): Float64Array {
  const step = Math.ceil(rows.length / LOOKED_AT);
  const looked = Math.ceil(rows.length / step);
  const least = NEARLY_MOST * looked;
  let room = 0;
  for (let prompt = 0; prompt < rows.length; prompt += step) room += clauses.count(rows[prompt]!);
  const sample = new SampledClauses(room);
  for (let at = 0; at < looked; at++) {
    clauses.read(rows[at * step]!);
    // What first appears late is in too few of them.
    sample.add(clauses, looked - at >= least);
  }
  return sample.inAtLeast(least);
}

/** Counts the clauses of some prompts. */
class SampledClauses {
  private readonly seen = new HashNumbers();
  private readonly count: Uint8Array;
  /** The prompt that had it last, and how many there were. */
  private readonly last: Uint32Array;
  private prompts = 0;

  /** @param room for clauses */
  constructor(room: number) {
    this.count = new Uint8Array(room);
    this.last = new Uint32Array(room);
  }

  /** @param takesNew whether clauses that no prompt had before are counted */
  add({ hashes, length }: PromptClauses, takesNew: boolean): void {
    const { seen, count, last } = this;
    const prompt = ++this.prompts;
    for (let at = 0; at < length; at++) {
      let one = seen.find(hashes[at]!);
      if (one < 0) {
        if (!takesNew) continue;
        one = seen.add(hashes[at]!);
      }
      if (last[one] === prompt) continue;
      last[one] = prompt;
      count[one]!++;
    }
  }

  /** Hashes of the clauses that so many prompts hold. */
  inAtLeast(prompts: number): Float64Array {
    const { seen, count } = this;
    return seen.hashes.subarray(0, seen.count).filter((_, one) => count[one]! >= prompts);
  }
}
