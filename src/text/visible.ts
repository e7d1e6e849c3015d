import { words } from '../schema/words.ts';

/**
 * Log text made harmless for the eye, for every screen and every file that is written. Characters that move the cursor,
 * change colours, turn the reading direction, hide text or have no shape are shown as symbols: terminals obey them, and
 * people are misled by them. Those are the Unicode categories Cc (controls), Cf (format: marks of direction, zero-width and
 * tag characters), Cs (lone surrogates), Zl and Zp (separators of lines), and all that a font shows nothing for. Joiners and
 * variation selectors stay where scripts and emoji need them, and only there.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Scripts in which a joiner changes how the letters next to it look: cursive ones, and those of India and its neighbours. */
const SCRIPTS = words(`Arabic Syriac Mandaic Nko Mongolian Phags_Pa Manichaean
  Psalter_Pahlavi Sogdian Adlam Hanifi_Rohingya Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada
  Malayalam Sinhala Khmer Myanmar Tibetan Balinese Javanese Tai_Tham`);
/** A letter before a joiner, and one behind it. Made when a text has a joiner: to list what these scripts hold takes milliseconds. */
let aroundJoiner: readonly [before: RegExp, behind: RegExp] | undefined;
/** The sign that silences a vowel: with a joiner after it a consonant may end a word. */
const VIRAMA = /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u0f84\u1039\u103a\u17d2\u1b44\ua9c0]$/;
const EMOJI_BEFORE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]\ufe0f?$/u;
const EMOJI_BEHIND = /^\p{Extended_Pictographic}/u;
/** What variation selectors 1–14, 15–16 and 17–256 choose a shape of. */
const VARIED = /[\p{Sm}\p{Ideographic}]$/u;
const VARIED_EMOJI = /\p{Emoji}$/u;
const VARIED_IDEOGRAPH = /\p{Ideographic}$/u;

/** Log text with every such character shown as a symbol (`␛`, `␊`, `⟨U+202E⟩`), so that it can be on any screen. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character: string, at: number) =>
    isNeeded(text, character, at) ? character : symbol(character),
  );
}

/** Text of several lines: as `visible`, but line breaks and tabs stay. */
export function visibleLines(text: string): string {
  const lines = text.replace(/\r\n/g, '\n');
  return lines.replace(HIDDEN, (character: string, at: number) =>
    character === '\n' || character === '\t' || isNeeded(lines, character, at) ? character : symbol(character),
  );
}

/** Visible text on one line of at most `limit` characters: white space is folded, the rest cut after a whole word with an ellipsis. */
export function visibleLine(text: string, limit = 240): string {
  const head = startOf(text, 4 * limit);
  const folded = visible(head.replace(/[ \t\r\n]+/g, ' ').trim());
  const characters = Array.from(folded);
  if (characters.length <= limit && head.length === text.length) return folded;
  const start = beginning(characters, limit - 1);
  const word = characters[limit - 1] === ' ' ? -1 : start.lastIndexOf(' ');
  return `${word > start.length / 2 ? start.slice(0, word) : start}…`;
}

/** A name in full view: spaces at its ends, which nobody sees and which make it another name, are symbols as well. */
export const visibleName = (name: string, limit = 80): string =>
  short(name, limit).replace(/^\s+|\s+$/g, (spaces) => '␠'.repeat(spaces.length));

/** Visible text of at most `limit` characters of the log, cut with an ellipsis; white space stays as it is. */
export function short(text: string, limit = 200): string {
  const characters = Array.from(text.slice(0, 2 * limit));
  const isCut = characters.length > limit || text.length > 2 * limit;
  return isCut ? `${visible(beginning(characters, limit))}…` : visible(text);
}

/** The first code units of a text: an emoji at the cut is left out whole. */
export const startOf = (text: string, units: number): string => text.slice(0, units).replace(/[\ud800-\udbff]$/, '');

/** The last code units of a text, in the same way. */
export const endOf = (text: string, units: number): string => text.slice(-units).replace(/^[\udc00-\udfff]/, '');

/** Characters as people see them: an emoji of several people, a letter with its marks. Made at the first use, as its rules take long to load. */
let clusters: Intl.Segmenter | undefined;

/** The last characters of a text, none of which is cut in two. */
export function lastCharacters(text: string, limit: number): string {
  clusters ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  const all = Array.from(clusters.segment(endOf(text, 16 * limit)), ({ segment }) => segment);
  return all.slice(-limit).join('');
}

/** At most `limit` characters, with the middle left out: the last ones, which tell names of one series apart, are `end` of them. */
export function shortMiddle(text: string, limit: number, end: number): string {
  if (Array.from(text.slice(0, 2 * limit + 2)).length <= limit) return visible(text);
  return short(text, limit - end - 1) + visible(lastCharacters(text, end));
}

/** As `short`, cut after a whole word where there is one. */
export function shortLabel(text: string, limit: number): string {
  if (text.length <= limit) return visible(text);
  const end = text.lastIndexOf(' ', limit - 1);
  return short(text, end > limit / 2 ? end : limit);
}

/** The first characters, without a joiner that would join nothing. */
function beginning(characters: readonly string[], limit: number): string {
  return characters
    .slice(0, limit)
    .join('')
    .replace(/[\u200c\u200d]$/, '');
}

/** Does a script, or an emoji of several, need the character where it stands? */
function isNeeded(text: string, character: string, at: number): boolean {
  const code = character.codePointAt(0) ?? 0;
  const before = text.slice(Math.max(0, at - 4), at);
  if (code === 0x200c || code === 0x200d) {
    const behind = text.slice(at + 1, at + 3);
    const [ends, begins] = (aroundJoiner ??= lettersAroundJoiner());
    if (ends.test(before) && (begins.test(behind) || VIRAMA.test(before))) return true;
    return code === 0x200d && EMOJI_BEFORE.test(before) && EMOJI_BEHIND.test(behind);
  }
  // A variation selector chooses between the shapes of one character. Several in a row, or after others, smuggle bytes.
  if (code === 0xfe0e || code === 0xfe0f) return VARIED_EMOJI.test(before);
  if (code >= 0xfe00 && code <= 0xfe0d) return VARIED.test(before);
  return code >= 0xe0100 && code <= 0xe01ef && VARIED_IDEOGRAPH.test(before);
}

function lettersAroundJoiner(): [before: RegExp, behind: RegExp] {
  const scripts = SCRIPTS.map((script) => `\\p{Script_Extensions=${script}}`).join('');
  const letter = `(?=[${scripts}])[\\p{L}\\p{M}\\p{N}]`;
  return [new RegExp(`${letter}$`, 'u'), new RegExp(`^${letter}`, 'u')];
}

function symbol(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/**
 * JSON text in which every such character is escaped: the value stays the same, and no terminal obeys it. All stand within
 * strings, but for the line breaks of the layout.
 */
export function escapedJson(json: string): string {
  return json.replace(HIDDEN_IN_LINES, escape);
}

/** Without line breaks. What is no such character by one look at it is not looked up among all of them, which takes long. */
const HIDDEN_IN_LINES = new RegExp(`(?![\\n -~])${HIDDEN.source}`, 'gu');

function escape(characters: string): string {
  let text = '';
  for (let at = 0; at < characters.length; at++) {
    text += `\\u${characters.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }
  return text;
}
