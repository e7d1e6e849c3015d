/**
 * What a request is like, as signs that can be added up: the expected product of two requests' signs is the similarity (Jaccard)
 * of their system prompts, of their messages and of their forms. Each sign is drawn by the smallest of the hashes of what is
 * compared (min-wise hashing, Broder 1997), so that sums of signs are random features of these kernels, in whole numbers alone.
 */
import { mix32 } from '../../../math/hash.ts';
import { Random } from '../../../math/random.ts';
import { clauseName } from '../../table/clause-columns.ts';
import type { RequestTable } from '../../table/request-table.ts';

/** Signs of a request: first those of its system prompt, then those of its message, then those of its form. */
export const SIGNS = 256;
const SYSTEM_END = 64;
const USER_END = 192;
/** Clauses of a message that are compared: those with the smallest hashes, a fair sample of long ones. */
const CLAUSES = 16;
/** System prompts that are remembered: they come again and again. */
const REMEMBERED = 4096;
const NONE = 0xffffffff;

const random = new Random('request-marks');
const draw = (): Int32Array => Int32Array.from({ length: SIGNS }, () => random.below(2 ** 32) | 1);
const [FACTOR, OFFSET] = [draw(), draw()];

/** Reads the signs of rows of a table. */
export class RequestMarks {
  private readonly systems = new Map<number, Uint32Array>();
  private readonly least = new Uint32Array(SIGNS);
  private readonly values = new Uint32Array(7);

  constructor(private readonly table: RequestTable) {}

  /** Adds the signs of a row to sums. A text that is not in the log adds nothing. */
  addTo(sums: Int32Array, row: number): void {
    const least = this.least.fill(NONE);
    const { rows, texts } = this.table;
    if (this.table.isWhole(row)) {
      least.set(this.ofSystem(rows.system[row]!));
      const clauses = namesOf(texts.clausesOf(rows.user[row]!));
      lower(least, clauses.length > CLAUSES ? clauses.sort().subarray(0, CLAUSES) : clauses, SYSTEM_END, USER_END);
    }
    lower(least, this.form(row), USER_END, SIGNS);
    for (let at = 0; at < SIGNS; at++) {
      const hash = least[at]!;
      if (hash !== NONE) sums[at]! += 2 * (mix32(hash ^ SIGN_SEED) & 1) - 1;
    }
  }

  private ofSystem(text: number): Uint32Array {
    let known = this.systems.get(text);
    if (known === undefined) {
      known = new Uint32Array(SYSTEM_END).fill(NONE);
      lower(known, namesOf(this.table.texts.clausesOf(text)), 0, SYSTEM_END);
      if (this.systems.size >= REMEMBERED) this.systems.clear();
      this.systems.set(text, known);
    }
    return known;
  }

  /** What is asked for and got besides the text. Not by which program: releases of clients change that. */
  private form(row: number): Uint32Array {
    const { rows } = this.table;
    const form = this.values;
    form[0] = rows.answerShape[row]!;
    form[1] = magnitude(rows.outputTokens[row]!);
    form[2] = magnitude(rows.bytes[row]!);
    form[3] = magnitude(rows.toolCount[row]!);
    form[4] = Math.min(rows.turns[row]!, MANY);
    form[5] = Math.min(rows.media[row]!, MANY);
    form[6] = rows.parameters[row]!;
    for (let kind = 0; kind < form.length; kind++)
      form[kind] = mix32(Math.imul(form[kind]! + 1, 0x9e3779b1) ^ (kind + 1));
    return form;
  }
}

/** Of clauses: signs are kept from one run to the next. */
const namesOf = (clauses: Float64Array): Uint32Array => Uint32Array.from(clauses, clauseName);

const SIGN_SEED = 0x6472_6966;
/** More turns or files than these make no difference. */
const MANY = 8;

const magnitude = (value: number): number => Math.round(Math.log2(1 + value));

function lower(least: Uint32Array, hashes: Uint32Array, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const [factor, offset] = [FACTOR[at]!, OFFSET[at]!];
    let lowest = least[at]!;
    for (let i = 0; i < hashes.length; i++) {
      const own = (Math.imul(hashes[i]!, factor) + offset) >>> 0;
      if (own < lowest) lowest = own;
    }
    least[at] = lowest;
  }
}
