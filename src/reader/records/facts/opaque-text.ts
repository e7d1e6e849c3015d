/**
 * Texts that stand for a text that was not kept: marks, hashes, ciphertext and placeholders. They are told by what they are, as a whole:
 * one word without words in it, of an alphabet and a length that no person types.
 */

/** Longest placeholder without brackets, and what is looked at of a longer text. */
const LONGEST_NUMBERED = 64;
const LOOKED_AT = 512;
/** Shortest word that may be a cipher. Shorter ones have too few letters to tell. */
const SHORTEST_CIPHER = 24;

/** One character again and again, as in `***` or `xxxx`. People ask with `???`. */
const MARKS = /^([*#_=~.\-xX\u2022\u2588\u25a0\u2026])\1{2,}$/;
/** Digits of a hash of 128 to 512 bits, with the name of what made it, or a UUID. */
const HASH =
  /^(?:[a-z0-9]{2,9}[:_$-])?(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** What placeholders are named, `PERSON_1` or `redacted: 120 chars`: a name in capitals, or words and a number. */
const NAME = /^[A-Z]{3,}[A-Z0-9]*(?:[ _-][A-Z0-9]+)*$/;
const COUNTED = /^[A-Za-z]{3,}[: =_-]{1,2}(?:[A-Za-z]+ ){0,2}\d+(?: [A-Za-z]{1,10}){0,3}$/;
/** Such a name in brackets, with what stands between it and the next. */
const NEXT = /[<[{]{1,2}([^<>[\]{}]{3,64})[>\]}]{1,2}[\s,.;:!?|/&"'()-]*/y;
/** Different words that a text of them may have: kinds of entities are few, and what a prompt asks takes more words. */
const MOST_WORDS = 8;
/** `REDACTED-8f3a17`: a long name in capitals, and a number that belongs to it. */
const NUMBERED = /^[A-Z]{6,}[-_:#](?=[^\d]*\d)[0-9A-Za-z]{1,40}$/;
/** Alphabets of base64, with what may stand before it. */
const CIPHER = /^(?:[a-z0-9]{2,12}:){0,3}[A-Za-z0-9+/_-]+={0,2}$/;
/** How files begin that are sent to models: pictures, documents, archives, sound. */
const FILES = ['\x89PNG', 'GIF8', '%PDF', 'PK\x03\x04', 'RIFF', '\xff\xd8\xff', '\x1f\x8b'];
/** Share of the bytes of a text in any language that are no control characters and no broken UTF-8. */
const READABLE = 0.95;

/** Whether a text is none that anybody wrote to a model. Code, commands, names and words of any script are not. */
export function isOpaque(text: string): boolean {
  const whole = text.trim();
  if (whole.length < 3) return false;
  if ((whole.length <= LONGEST_NUMBERED && NUMBERED.test(whole)) || isRow(text)) return true;
  if (/\s/.test(whole.slice(0, LOOKED_AT))) return false;
  if (MARKS.test(whole.slice(0, LOOKED_AT)) || UUID.test(whole)) return true;
  if (whole.length <= 140 && HASH.test(whole)) return true;
  return whole.length >= SHORTEST_CIPHER && isCipher(whole);
}

/** `[PERSON_0], [CITY_1] [PERSON_2]`: nothing but placeholders, or a single one. One who writes words like this is soon past the few. */
function isRow(text: string): boolean {
  const words = new Set<string>();
  for (NEXT.lastIndex = text.search(/[^\0- ]/); NEXT.lastIndex < text.length;) {
    const name = NEXT.exec(text)?.[1]!.trim();
    if (name === undefined || !(NAME.test(name) || COUNTED.test(name))) return false;
    for (const word of name.split(/[^A-Za-z]+/)) if (word !== '' && words.add(word).size > MOST_WORDS) return false;
  }
  return true;
}

/** Base64 of bytes that are no text and no file of a known form: letters of both cases and digits in no order. */
function isCipher(text: string): boolean {
  const part = text.slice(0, LOOKED_AT);
  if (!CIPHER.test(part)) return false;
  const digits = part.slice(part.lastIndexOf(':') + 1);
  let changes = 0;
  for (let at = 1; at < digits.length; at++) if (kindOf(digits[at]!) !== kindOf(digits[at - 1]!)) changes++;
  // Of random digits of base64 three of five differ in kind from the one before; names of functions and paths change at words.
  if (changes < 0.4 * digits.length || !/[a-z]/.test(digits) || !/[A-Z]/.test(digits) || !/\d/.test(digits))
    return false;
  return !isReadable(Buffer.from(digits, 'base64'));
}

const kindOf = (digit: string): number => (/[a-z]/.test(digit) ? 0 : /[A-Z]/.test(digit) ? 1 : 2);

/** Texts, and files by their first bytes: a person may have sent these. */
function isReadable(bytes: Buffer): boolean {
  const text = bytes.toString('utf8');
  let broken = 0;
  for (const char of text) if (char === '\ufffd' || (char < ' ' && !/\s/.test(char))) broken++;
  const begin = bytes.toString('latin1', 0, 4);
  return broken <= (1 - READABLE) * text.length || FILES.some((file) => begin.startsWith(file));
}
