/**
 * Cuts a prompt into clauses and hashes each one, so that the fixed clauses of a prompt template can be counted without
 * keeping any text. Clauses end at line breaks and at punctuation, where slots of templates usually begin and end.
 * Letters are lowered (ASCII) and runs of digits count as one, so that numbering does not hide a repeat.
 */

/**
 * Clauses kept of each text of a prompt: from its start and from its end, where instructions stand. Long documents lie
 * between. A long system prompt must not push out the user message, nor a long message the rules before it.
 */
const FROM_START = 64;
const FROM_END = 32;
/** Texts of a prompt: system prompt and first user message. */
const TEXTS = 2;
/** The most clauses one prompt can have. */
export const MOST_CLAUSES = TEXTS * (FROM_START + FROM_END);
/** A clause needs that many letters to say anything: below it "Question:" still counts, "a)" does not. */
const MIN_LETTERS = 5;
const LONGEST = 255;

const enum Kind {
  Letter = 0,
  Digit = 1,
  Space = 2,
  Break = 3,
  Mark = 4,
}

/** Kind of each code unit below 256; all above are letters but for the CJK and general punctuation in `isWideBreak`. */
const KINDS = new Uint8Array(256);
for (let c = 0; c < 256; c++) KINDS[c] = kindOf(c);

function kindOf(c: number): Kind {
  const char = String.fromCharCode(c);
  if (char >= '0' && char <= '9') return Kind.Digit;
  if (/[\p{L}]/u.test(char)) return Kind.Letter;
  if (c === 32 || c === 9 || c === 160) return Kind.Space;
  if (/[\n\r.!?:;,"`()[\]{}<>|=#*]/.test(char)) return Kind.Break;
  return Kind.Mark;
}

/** Ideographic and full-width punctuation that ends a clause. */
function isWideBreak(c: number): boolean {
  return (
    (c >= 0x3001 && c <= 0x3002) ||
    (c >= 0x300a && c <= 0x3011) ||
    (c >= 0xff01 && c <= 0xff1f && !isWideDigit(c)) ||
    c === 0x061f ||
    c === 0x060c
  );
}
const isWideDigit = (c: number): boolean => c >= 0xff10 && c <= 0xff19;

/** Collects the clause hashes of a prompt made of several texts. Reused for every request: no allocation per call. */
export class SegmentCollector {
  /** Hashes and lengths (in letters, at most 255) of the clauses kept, in order. Valid up to `count`. */
  readonly hashes = new Uint32Array(MOST_CLAUSES);
  readonly lengths = new Uint8Array(MOST_CLAUSES);
  count = 0;
  /** Where the clauses of the present text begin, and how many it has had. */
  private base = 0;
  private seen = 0;

  reset(): void {
    this.count = 0;
  }

  /** Adds the next text; at most two between resets. */
  add(text: string): void {
    this.base = this.count;
    this.seen = 0;
    let h = 0x9747b28c;
    let letters = 0;
    let gap = false;
    let digits = false;
    for (let i = 0; i < text.length; i++) {
      let c = text.charCodeAt(i);
      const kind = c < 256 ? (KINDS[c] as Kind) : isWideBreak(c) ? Kind.Break : Kind.Letter;
      if (kind === Kind.Letter) {
        if (c >= 65 && c <= 90) c += 32;
        if (gap) {
          h = Math.imul(h ^ 32, 0x01000193) ^ (h >>> 15);
          gap = false;
        }
        h = Math.imul(h ^ c, 0x01000193) ^ (h >>> 15);
        // An ideograph or syllable says as much as several letters.
        letters += c >= 0x2e80 ? 3 : 1;
        digits = false;
      } else if (kind === Kind.Digit) {
        if (!digits) h = Math.imul(h ^ 48, 0x01000193) ^ (h >>> 15);
        digits = true;
      } else if (kind === Kind.Break) {
        if (letters >= MIN_LETTERS) this.push(h, letters);
        h = 0x9747b28c;
        letters = 0;
        gap = digits = false;
      } else {
        gap = letters > 0;
        digits = false;
      }
    }
    if (letters >= MIN_LETTERS) this.push(h, letters);
    this.restoreOrder();
  }

  /** The last clauses of a long text were written round and round in one place; brings them back into their order. */
  private restoreOrder(): void {
    const over = this.seen - FROM_START - FROM_END;
    if (over <= 0 || over % FROM_END === 0) return;
    const from = this.base + FROM_START;
    const turn = over % FROM_END;
    for (const column of [this.hashes, this.lengths]) {
      const head = column.slice(from, from + turn);
      column.copyWithin(from, from + turn, from + FROM_END);
      column.set(head, from + FROM_END - turn);
    }
  }

  private push(h: number, letters: number): void {
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = (h ^ (h >>> 13)) >>> 0 || 1;
    let at = this.seen++;
    if (at >= FROM_START) at = FROM_START + ((at - FROM_START) % FROM_END);
    at += this.base;
    this.hashes[at] = h;
    this.lengths[at] = Math.min(LONGEST, letters);
    this.count = Math.max(this.count, at + 1);
  }
}
