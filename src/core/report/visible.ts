/**
 * Characters that move the cursor, change colours, turn the reading direction, hide text or have no shape. Log text may
 * hold them; terminals obey them, and people are misled by them. Unicode categories Cc (controls), Cf (format: bidi marks
 * and overrides, zero-width and tag characters) and Cs (lone surrogates), the separators of lines, and fillers. The
 * joiners U+200C and U+200D stay: Persian and emoji need them.
 */
const HIDDEN =
  /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\u115f\u1160\u3164\uffa0]|\u034f|[\u17b4\u17b5]|[\u180b-\u180d]/gu;

/** Log text with every such character shown as a symbol (`␛`, `␊`, `⟨U+202E⟩`), so that it can stand on any screen. */
export function visible(text: string): string {
  return text.replace(HIDDEN, symbol);
}

/** Text of several lines: as `visible`, but line breaks stay. */
export function visibleLines(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(HIDDEN, (character) => (character === '\n' ? character : symbol(character)));
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

function symbol(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
