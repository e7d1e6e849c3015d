/**
 * How a prompt is cut into clauses, so that the fixed clauses of a prompt template can be counted without keeping any
 * text. Clauses end at line breaks and at punctuation, where slots of templates usually begin and end. Letters are lowered
 * (ASCII) and runs of digits count as one, so that numbering does not hide a repeat. Of each text the first 64 and the
 * last 32 clauses are kept, where instructions stand; long documents lie between. A clause needs five letters to say
 * anything: below that "Question:" still counts, "a)" does not. The cutting itself is `kernel/assembly/segments.ts`.
 */
const KIND = { letter: 0, digit: 1, space: 2, break: 3, mark: 4, nothing: 5 } as const;

/** Kind of each code unit below 256; all above are letters but for the CJK and general punctuation that ends clauses. */
export const CLAUSE_KINDS = Uint8Array.from({ length: 256 }, (_, unit) => kindOf(String.fromCharCode(unit)));

function kindOf(char: string): number {
  if (char >= '0' && char <= '9') return KIND.digit;
  if (/\p{L}/u.test(char)) return KIND.letter;
  if (char === ' ' || char === '\t' || char === '\u00a0') return KIND.space;
  // Control characters show nothing, but for those that are blanks.
  if (char < '\t' || (char > '\r' && char < ' ') || char === '\x7f') return KIND.nothing;
  return /[\n\r.!?:;,"`()[\]{}<>|=#*]/.test(char) ? KIND.break : KIND.mark;
}
