/** Clauses of one prompt at a time, those of the system prompt first, in columns that the next prompt reuses. */
import { extended } from '../../../math/columns.ts';
import { clausesIn, GAP, lettersIn } from '../../table/clause-gap.ts';
import type { RequestTable } from '../../table/request-table.ts';

/** Clauses of a system prompt and a message: room for them is seldom made anew, which costs more than the room. */
const USUAL = 256;

export class PromptClauses {
  hashes = new Float64Array(USUAL);
  letters = new Uint8Array(USUAL);
  /** Place of each among all clauses of the prompt, and letters of those that were left out since the one before: see `clause-gap.ts`. */
  places = new Uint16Array(USUAL);
  skipped = new Uint16Array(USUAL);
  length = 0;
  /** How many are in the system prompt. */
  system = 0;
  /** Number of the system prompt among the texts. */
  private systemText = 0;

  constructor(private readonly table: RequestTable) {}

  read(row: number): void {
    const { table } = this;
    const isWhole = table.isWhole(row);
    const text = isWhole ? table.rows.system[row]! : 0;
    // Prompts of a template often share a system prompt: it need not be read again.
    if (text !== this.systemText) {
      this.length = 0;
      this.append(text);
      this.system = this.length;
      this.systemText = text;
    }
    this.length = this.system;
    if (isWhole) this.append(table.rows.user[row]!);
  }

  /** How many a row has. */
  count(row: number): number {
    const { texts, rows } = this.table;
    return this.table.isWhole(row) ? texts.clauseCount(rows.system[row]!) + texts.clauseCount(rows.user[row]!) : 0;
  }

  private append(text: number): void {
    const { hash: ofHash, letters: ofLetters, from, to } = this.table.texts.spanOf(text);
    if (this.length + to - from > this.hashes.length) this.grow(this.length + to - from);
    const { hashes, letters, places, skipped } = this;
    let end = this.length;
    // None is left out of a system prompt.
    let place = end;
    let left = 0;
    // Most texts have few clauses: views of the columns would cost more than the copy.
    for (let at = from; at < to; at++) {
      const hash = ofHash[at]!;
      if (ofLetters[at] === GAP) {
        place += clausesIn(hash);
        left = lettersIn(hash);
        continue;
      }
      hashes[end] = hash;
      letters[end] = ofLetters[at]!;
      places[end] = place++;
      skipped[end++] = left;
      left = 0;
    }
    this.length = end;
  }

  private grow(room: number): void {
    this.hashes = extended(this.hashes, new Float64Array(2 * room));
    this.letters = extended(this.letters, new Uint8Array(2 * room));
    this.places = extended(this.places, new Uint16Array(2 * room));
    this.skipped = extended(this.skipped, new Uint16Array(2 * room));
  }
}
