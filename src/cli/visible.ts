/**
 * Characters that move the cursor, change colours, turn the reading direction or hide text; log text may hold them, and a
 * terminal obeys them. Unicode categories Cc (controls), Cf (format: bidi marks and overrides, zero-width and tag characters)
 * and Cs (lone surrogates), and the two separators. The joiners U+200C and U+200D stay: Persian and emoji need them.
 */
const HIDDEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** Log text with every control character shown as a symbol (`␛`, `␊`, `⟨U+202E⟩`), so that it can be printed on a terminal. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f) return '\u2421';
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

/** Visible text on one line of at most `limit` characters: white space is folded, the rest cut with an ellipsis. */
export function visibleLine(text: string, limit = 240): string {
  const head = text.length > 4 * limit ? text.slice(0, 4 * limit) : text;
  const folded = visible(head.replace(/[ \t\r\n]+/g, ' ').trim());
  const characters = Array.from(folded);
  return characters.length > limit || head.length < text.length
    ? `${characters.slice(0, limit - 1).join('')}…`
    : folded;
}
