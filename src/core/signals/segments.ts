/**
 * Cuts a prompt into clauses and hashes each one, so that the fixed clauses of a prompt template can be counted without
 * keeping any text. Clauses end at line breaks and at punctuation, where slots of templates usually begin and end.
 * Letters are lowered (ASCII) and runs of digits count as one, so that numbering does not hide a repeat.
 */

/** Clauses kept of one prompt: from the start and from the end, where instructions stand. Long documents lie between. */
const FROM_START = 72;
const FROM_END = 40;
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
  /** Hashes and lengths (in letters, at most 255) of the clauses kept, in order once settled. Valid up to `count`. */
  readonly hashes = new Uint32Array(FROM_START + FROM_END);
  readonly lengths = new Uint8Array(FROM_START + FROM_END);
  count = 0;
  /** Clauses since the reset, kept or not. */
  seen = 0;
  private readonly lastHashes = new Uint32Array(FROM_END);
  private readonly lastLengths = new Uint8Array(FROM_END);

  reset(): void {
    this.count = 0;
    this.seen = 0;
  }

  add(text: string): void {
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
  }

  /** Brings the clauses kept into the order of the prompt: to be called after its last text. */
  settle(): void {
    const oldest = (this.seen - FROM_START) % FROM_END;
    if (this.seen <= FROM_START + FROM_END || oldest === 0) return;
    for (const [kept, last] of [
      [this.hashes, this.lastHashes],
      [this.lengths, this.lastLengths],
    ] as const) {
      last.set(kept.subarray(FROM_START + oldest));
      last.set(kept.subarray(FROM_START, FROM_START + oldest), FROM_END - oldest);
      kept.set(last, FROM_START);
    }
  }

  /** How many of the clauses kept are among the first `seen` of the prompt. */
  keptAmongFirst(seen: number): number {
    if (this.seen <= FROM_START + FROM_END) return seen;
    const ofLast = Math.max(0, seen - (this.seen - FROM_END));
    return Math.min(seen, FROM_START) + ofLast;
  }

  private push(h: number, letters: number): void {
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = (h ^ (h >>> 13)) >>> 0 || 1;
    let at = this.seen++;
    if (at >= FROM_START) at = FROM_START + ((at - FROM_START) % FROM_END);
    this.hashes[at] = h;
    this.lengths[at] = Math.min(LONGEST, letters);
    this.count = Math.max(this.count, at + 1);
  }
}
