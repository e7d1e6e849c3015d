/**
 * - `word`: letters of a script that separates words;
 * - `sign`: one character of a script that does not (Han, kana);
 * - `number`: digits, whatever their value;
 * - `slot`: a variable place, `text` is its name or empty;
 * - `tag`: a markup tag, `text` is its name.
 */
export type TokenKind = 'word' | 'sign' | 'number' | 'slot' | 'tag';

export interface Token {
  kind: TokenKind;
  /** Normalised: NFKC, lower case. */
  text: string;
  /** Offsets into the text, in UTF-16 units. */
  start: number;
  end: number;
}

/** How templates mark a variable place when they are passed to the intent model. */
export const SLOT_MARK = '<slot/>';

// Slots in the notations of common prompt libraries: {x}, {{x}}, ${x}, <<x>>, [X], %s, <*>. A brace with a quote
// inside is JSON, not a slot. Every repetition is bounded or over one character class, so matching is linear.
const TOKEN =
  /(\{\{[^{}"\n]{1,60}\}\}|\$?\{[\p{L}_][\p{L}\p{N}_ .-]{0,48}\}|<<[^<>\n]{1,48}>>|<slot *\/?>|<\*>|%s\b|\[[A-Z][A-Z0-9_ ]{2,40}\])|(<\/?[\p{L}_][\p{L}\p{N}_-]{0,32} ?\/?>)|(\p{N}+)|([\p{L}\p{M}]+(?:['’]\p{L}+)?)/gu;

/** Characters that are not part of a slot's or a tag's name. */
const NOT_NAME = /[^\p{L}\p{N}]+/gu;

/** Splits a text into tokens, in order. Linear in its length. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const start = match.index;
    const end = start + match[0].length;
    if (match[1] !== undefined) {
      const name = nameOf(match[1]);
      tokens.push({ kind: 'slot', text: name === 'slot' || name === 's' ? '' : name, start, end });
    } else if (match[2] !== undefined) {
      tokens.push({ kind: 'tag', text: nameOf(match[2]), start, end });
    } else if (match[3] !== undefined) {
      tokens.push({ kind: 'number', text: '0', start, end });
    } else {
      pushWords(tokens, match[0], start);
    }
  }
  return tokens;
}

function nameOf(mark: string): string {
  return normalised(mark).replace(NOT_NAME, ' ').trim();
}

function normalised(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** A run of letters may mix scripts: 请用JSON回答. */
function pushWords(tokens: Token[], run: string, start: number): void {
  let from = 0;
  for (let at = 0; at <= run.length; at++) {
    const sign = at < run.length && isSign(run.charCodeAt(at));
    if (!sign && at < run.length) continue;
    if (at > from) {
      tokens.push({ kind: 'word', text: normalised(run.slice(from, at)), start: start + from, end: start + at });
    }
    if (sign) tokens.push({ kind: 'sign', text: run[at] ?? '', start: start + at, end: start + at + 1 });
    from = at + 1;
  }
}

/** Han, hiragana and katakana of the basic plane. */
function isSign(code: number): boolean {
  return (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff);
}
