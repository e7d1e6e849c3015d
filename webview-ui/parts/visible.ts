/**
 * Log text made harmless for the eye: control characters, bidirectional marks and characters without a shape become
 * symbols, so that nothing can hide, reorder or break what is shown. Markup needs no care here: text is only ever put
 * into text nodes and attributes, never parsed.
 */

/** First and last code point of what has no shape of its own or changes the order of what stands around it. */
const UNSEEN_RANGES: readonly (readonly [number, number])[] = [
  [0x00, 0x1f], // C0 controls, escape among them
  [0x7f, 0x9f], // delete and C1 controls
  [0xad, 0xad], // soft hyphen
  [0x34f, 0x34f], // combining grapheme joiner
  [0x61c, 0x61c], // Arabic letter mark
  [0x115f, 0x1160], // Hangul fillers
  [0x17b4, 0x17b5], // Khmer inherent vowels
  [0x180b, 0x180e], // Mongolian separators
  [0x200b, 0x200f], // zero width, direction marks
  [0x2028, 0x202e], // line separators, bidirectional embedding and override
  [0x2060, 0x206f], // word joiner, invisible operators, bidirectional isolates
  [0x3164, 0x3164], // Hangul filler
  [0xd800, 0xdfff], // surrogates without a partner
  [0xfeff, 0xfeff], // byte order mark
  [0xffa0, 0xffa0], // half-width Hangul filler
  [0xfff0, 0xfffb], // interlinear annotation
  [0xe0000, 0xe0fff], // tags, which can smuggle letters
];
const escape = (code: number): string => `\\u{${code.toString(16)}}`;
const UNSEEN_CLASS = `[${UNSEEN_RANGES.map(([first, last]) => `${escape(first)}-${escape(last)}`).join('')}]`;
const UNSEEN = new RegExp(UNSEEN_CLASS, 'u');
const UNSEEN_ALL = new RegExp(UNSEEN_CLASS, 'gu');

const NAMES: Readonly<Record<number, string>> = {
  0xad: 'SHY',
  0x61c: 'ALM',
  0x200b: 'ZWSP',
  0x200c: 'ZWNJ',
  0x200d: 'ZWJ',
  0x200e: 'LRM',
  0x200f: 'RLM',
  0x2028: 'LSEP',
  0x2029: 'PSEP',
  0x202a: 'LRE',
  0x202b: 'RLE',
  0x202c: 'PDF',
  0x202d: 'LRO',
  0x202e: 'RLO',
  0x2060: 'WJ',
  0x2066: 'LRI',
  0x2067: 'RLI',
  0x2068: 'FSI',
  0x2069: 'PDI',
  0xfeff: 'BOM',
};

function symbol(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  if (code > 0xe0020 && code < 0xe007f) return `⟨tag ${String.fromCharCode(code - 0xe0000)}⟩`;
  return `⟨${NAMES[code] ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`}⟩`;
}

/** One line of text: every unseen character becomes a symbol, `\n` becomes ␊. */
export function visible(text: string): string {
  return UNSEEN.test(text) ? text.replace(UNSEEN_ALL, symbol) : text;
}

/** Text of several lines: as `visible`, but line breaks stay, with a mark before them, and tabs stay. */
export function visibleLines(text: string): string {
  if (!UNSEEN.test(text)) return text;
  return text
    .replace(/\r\n?/g, '\n')
    .replace(UNSEEN_ALL, (c) => (c === '\n' ? '\u21b5\n' : c === '\t' ? '\t' : symbol(c)));
}

/** `visible`, cut to `limit` UTF-16 units with an ellipsis. */
export function short(text: string, limit = 200): string {
  return visible(text.length > limit ? `${text.slice(0, limit)}…` : text);
}

/** As `short`, cut behind a whole word where there is one. */
export function shortLabel(text: string, limit: number): string {
  if (text.length <= limit) return visible(text);
  const cut = text.slice(0, limit);
  const end = cut.lastIndexOf(' ');
  return visible(`${end > limit / 2 ? cut.slice(0, end) : cut}…`);
}
