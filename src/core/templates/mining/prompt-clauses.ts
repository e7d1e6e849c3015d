/** Clauses of one prompt at a time, those of the system prompt first, in columns that the next prompt reuses. */
import type { RequestTable } from '../../table/request-table.ts';

/** Clauses of a system prompt and a message: room for them is seldom made anew, which costs more than the room. */
const USUAL = 256;

export class PromptClauses {
  hashes = new Uint32Array(USUAL);
  letters = new Uint8Array(USUAL);
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
    const { texts } = this.table;
    const from = texts.clauseStart(text);
    const count = texts.texts.clauseEnd[text]! - from;
    const start = this.length;
    if (start + count > this.hashes.length) this.grow(start + count);
    const { hashes, letters } = this;
    const { hash: ofHash, letters: ofLetters } = texts.clauses;
    // Most texts have few clauses: views of the columns would cost more than the copy.
    for (let at = 0; at < count; at++) {
      hashes[start + at] = ofHash[from + at]!;
      letters[start + at] = ofLetters[from + at]!;
    }
    this.length = start + count;
  }

  private grow(room: number): void {
    const { hashes, letters } = this;
    this.hashes = new Uint32Array(2 * room);
    this.letters = new Uint8Array(2 * room);
    this.hashes.set(hashes);
    this.letters.set(letters);
  }
}
