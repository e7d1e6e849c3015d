/**
 * Groups clauses that always occur together into blocks: the fixed paragraphs of a template, an app's preamble, a
 * document that is sent repeatedly. Clauses belong together if the sets of prompts they occur in are nearly equal,
 * which MinHash estimates without comparing all pairs (Broder 1997).
 */
import { smallest } from '../../../math/lists/many.ts';
import { mix32 } from '../../../math/hash.ts';
import { UnionFind } from '../../../math/union-find.ts';
import type { FrameClauses, FrameLists } from '../frames/frame-clauses.ts';

/** Hash functions a clause; the estimate of a Jaccard similarity of 0.95 then has a standard error of 0.04. */
const HASHES = 24;
/** Clauses are compared when all three hashes of one of eight bands agree: 0.9 is found with certainty, 0.5 in 64%. */
const BAND = 3;
/** A block must stand for each of its clauses; text that comes with a block nearly always is found again in the splitting. */
const SIMILAR = 0.95;
/** Clauses compared within one band bucket; more are copies of the same block and are joined by the earlier ones. */
const BUCKET = 20;

export interface ClauseBlocks {
  count: number;
  /** Block of each frequent clause. */
  ofClause: Uint32Array;
}

export function clauseBlocks(clauses: FrameClauses): ClauseBlocks {
  const signatures = minHashes(clauses);
  const blocks = new UnionFind(clauses.count);
  for (let band = 0; band < HASHES; band += BAND) joinInBand(band, signatures, clauses.count, blocks);
  const numbers = new Map<number, number>();
  const ofClause = Uint32Array.from({ length: clauses.count }, (_, clause) => {
    const root = blocks.find(clause);
    const number = numbers.get(root) ?? numbers.size;
    numbers.set(root, number);
    return number;
  });
  return { count: numbers.size, ofClause };
}

function joinInBand(band: number, signatures: Uint32Array, clauses: number, blocks: UnionFind): void {
  const buckets = new Map<number, number[]>();
  for (let clause = 0; clause < clauses; clause++) {
    let key = band;
    for (let k = band; k < band + BAND; k++) key = mix32(Math.imul(key, 31) ^ signatures[clause * HASHES + k]!);
    const bucket = buckets.get(key);
    if (!bucket) {
      buckets.set(key, [clause]);
      continue;
    }
    const twin = bucket.find((other) => similarity(signatures, clause, other) >= SIMILAR);
    if (twin !== undefined) blocks.join(clause, twin);
    else if (bucket.length < BUCKET) bucket.push(clause);
  }
}

function minHashes({ count, users, systems, systemOf }: FrameClauses): Uint32Array {
  const signatures = new Signatures(count);
  const own = new Uint32Array(HASHES);
  // The clauses of a system prompt are in all prompts that have it: the lowest hashes of these are found first.
  const least = new Uint32Array((systems.start.length - 1) * HASHES).fill(0xffffffff);
  for (let prompt = 0; prompt < systemOf.length; prompt++) {
    const system = systemOf[prompt]!;
    const isShared = systems.start[system + 1]! > systems.start[system]!;
    if (!isShared && users.start[prompt + 1] === users.start[prompt]) continue;
    signatures.lower(users, prompt, own, hashesOf(prompt, own));
    if (isShared) lowerAt(least, system * HASHES, own);
  }
  for (let system = 0; system + 1 < systems.start.length; system++) {
    const ofSystem = least.subarray(system * HASHES, (system + 1) * HASHES);
    signatures.lower(systems, system, ofSystem, smallest(ofSystem));
  }
  return signatures.values;
}

/** Writes the hashes of a prompt, and gives the lowest. */
function hashesOf(prompt: number, hashes: Uint32Array): number {
  let lowest = 0xffffffff;
  for (let k = 0; k < HASHES; k++) {
    const hash = mix32(Math.imul(prompt + 1, 0x9e3779b1) ^ Math.imul(k + 1, 0x85ebca77));
    hashes[k] = hash;
    if (hash < lowest) lowest = hash;
  }
  return lowest;
}

/** Lowers values from a place on; gives the highest that they have then. */
function lowerAt(values: Uint32Array, at: number, hashes: Uint32Array): number {
  let high = 0;
  for (let k = 0; k < HASHES; k++) {
    if (hashes[k]! < values[at + k]!) values[at + k] = hashes[k]!;
    high = Math.max(high, values[at + k]!);
  }
  return high;
}

/** The lowest hashes of the prompts that hold each clause. */
class Signatures {
  readonly values: Uint32Array;
  /** The highest hash of each clause: where all new ones are higher still there is nothing to lower, which is the usual case. */
  private readonly highest: Uint32Array;

  constructor(clauses: number) {
    this.values = new Uint32Array(clauses * HASHES).fill(0xffffffff);
    this.highest = new Uint32Array(clauses).fill(0xffffffff);
  }

  /** Takes the hashes of prompts that hold the clauses of a text. */
  lower({ start, list }: FrameLists, text: number, hashes: Uint32Array, lowest: number): void {
    const { values, highest } = this;
    for (let i = start[text]!; i < start[text + 1]!; i++)
      if (lowest < highest[list[i]!]!) highest[list[i]!] = lowerAt(values, list[i]! * HASHES, hashes);
  }
}

function similarity(signatures: Uint32Array, a: number, b: number): number {
  let same = 0;
  for (let k = 0; k < HASHES; k++) if (signatures[a * HASHES + k] === signatures[b * HASHES + k]) same++;
  return same / HASHES;
}
