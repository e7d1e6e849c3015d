/** How much of the fixed text of its template a prompt holds; one prompt at a time. */
import type { FixedText } from './fixed-text.ts';
import type { PromptClauses } from './prompt-clauses.ts';

export class FrameView {
  /** How many leading clauses of the fixed text the prompt lacks. */
  lacks = 0;
  /** Letters of the later clauses that are certainly fixed, and of those among them that it lacks. */
  sure = 0;
  strewn = 0;
  /** Its own clauses before the fixed text, and their letters. */
  leading = 0;
  leadingLetters = 0;
  /** Letters of the clauses before each place of the fixed text and from it on: of all, and of the certain ones. */
  private readonly before: Uint32Array;
  private readonly sureFrom: Uint32Array;
  /** Letters of each clause that is certainly fixed, 0 for others. */
  private readonly sureLetters: Uint8Array;
  /** The look in which each clause was held last. */
  private readonly heldIn: Uint32Array;
  private looks = 0;
  /** Where its message begins, or its system prompt when the fixed text begins there, and where the fixed text does. */
  private message = 0;
  private begin = 0;

  /** @param always share of the prompts from which a clause is certainly fixed */
  constructor(
    private readonly clauses: PromptClauses,
    readonly fixed: FixedText,
    always: number,
  ) {
    const { inOrder } = fixed;
    this.heldIn = new Uint32Array(inOrder.length);
    this.sureLetters = Uint8Array.from(inOrder, ({ letters, share }) => (share >= always ? letters : 0));
    this.before = new Uint32Array(inOrder.length + 1);
    this.sureFrom = new Uint32Array(inOrder.length + 1);
    inOrder.forEach(({ letters }, at) => (this.before[at + 1] = this.before[at]! + letters));
    for (let at = inOrder.length; at > 0; at--) this.sureFrom[at - 1] = this.sureFrom[at]! + this.sureLetters[at - 1]!;
  }

  /** Looks at the prompt of a row. */
  look(row: number): void {
    const { clauses, heldIn, sureLetters } = this;
    const { places } = this.fixed;
    clauses.read(row);
    const now = ++this.looks;
    let begin = -1;
    let first = places.count;
    let held = 0;
    for (let at = 0; at < clauses.length; at++) {
      const place = places.find(clauses.hashes[at]!);
      if (place < 0) continue;
      if (begin < 0) begin = at;
      if (heldIn[place] === now) continue;
      heldIn[place] = now;
      held += sureLetters[place]!;
      if (place < first) first = place;
    }
    this.lacks = first;
    this.sure = this.sureFrom[first]!;
    this.strewn = this.sure - held;
    this.message = begin >= clauses.system ? clauses.system : 0;
    this.begin = Math.max(begin, this.message);
    this.leading = begin < 0 ? 0 : clauses.places[begin]! - this.message;
    this.leadingLetters = begin < 0 ? 0 : clauses.skipped[begin]!;
    for (let at = this.message; at < begin; at++) this.leadingLetters += clauses.letters[at]! + clauses.skipped[at]!;
  }

  /** Hashes of all its clauses, valid until the next look. */
  get hashes(): Float64Array {
    return this.clauses.hashes.subarray(0, this.clauses.length);
  }

  /** Letters of the clauses that it lacks at the beginning. */
  get lackingLetters(): number {
    return this.before[this.lacks]!;
  }

  /** Letters of the later clauses that are not certainly fixed. */
  get unsure(): number {
    return this.before[this.before.length - 1]! - this.before[this.lacks]! - this.sure;
  }

  /** Whether it holds a clause of the fixed text. */
  holds(place: number): boolean {
    return this.heldIn[place] === this.looks;
  }

  /** Whether it holds the first clauses of the fixed text. */
  holdsAllTo(end: number): boolean {
    for (let place = 0; place < end; place++) if (!this.holds(place)) return false;
    return true;
  }

  leadingHashes(): Float64Array {
    return this.clauses.hashes.slice(this.message, this.begin);
  }

  /** Hashes of the clauses of the fixed text that are in the prompt of a row. */
  heldBy(row: number): Float64Array {
    this.look(row);
    return this.hashes.filter((hash) => this.fixed.places.find(hash) >= 0);
  }
}
