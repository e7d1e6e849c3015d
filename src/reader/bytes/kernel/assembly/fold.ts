/**
 * One form of a text for all that look the same: characters that show nothing are left out, letters with marks and in other forms
 * become those of ASCII, and so do letters of other scripts that look like one, in words that are Latin without them. Letters that are
 * written as tags show nothing either, but models read them: they stand at the end.
 */
import { FOLDED, FOLDS, MATHS } from './layout';

const HIDDEN: u32 = 1;
const ALIKE: u32 = 0x80;
/** Beginning of the letters in other forms: before it are letters with marks, of which languages are written. */
const FORMS: u32 = 0x2000;
/** Bytes of a text by which it is told whether it is mostly Latin. */
const LOOKED_AT: usize = 4096;

/** What stands for a character that was lost: in texts that were read wrongly there are many, and nobody put them there. */
const LOST: u32 = 0xfffd;

/** The letters of ASCII as tags, and from how many on they say something: a flag of a country has five. */
const TAGS: u32 = 0xe0020;
const TAG_LETTERS: u32 = 0x5f;
const FEWEST_TAGS: u32 = 32;

let point: u32 = 0;
let size: usize = 0;
let disguised: u32 = 0;
let hidden: u32 = 0;
/** The word that was looked at last ends here, and whether look-alikes in it are folded. */
let wordEnd: usize = 0;
let isLatinWord: bool = false;
/** Whether the text is mostly Latin: 1 or 0, and -1 until that is asked. */
let latinText: i32 = -1;

/** Characters of the text folded last that hide behind letters of ASCII or stand for one. */
export function disguises(): u32 {
  return disguised;
}

/** Characters that were left out of it though nobody has lost them, and no language has them over its letters. */
export function hides(): u32 {
  return hidden;
}

function isLetter(c: u32): bool {
  return (c | 32) - 0x61 < 26;
}

/** Reads a character beyond ASCII. */
function read(at: usize): void {
  const c = <u32>load<u8>(at);
  if (c < 0xe0) {
    point = ((c & 31) << 6) | ((<u32>load<u8>(at, 1)) & 63);
    size = 2;
  } else if (c < 0xf0) {
    point = ((c & 15) << 12) | (((<u32>load<u8>(at, 1)) & 63) << 6) | ((<u32>load<u8>(at, 2)) & 63);
    size = 3;
  } else {
    point =
      ((c & 7) << 18) |
      (((<u32>load<u8>(at, 1)) & 63) << 12) |
      (((<u32>load<u8>(at, 2)) & 63) << 6) |
      ((<u32>load<u8>(at, 3)) & 63);
    size = 4;
  }
}

function foldOf(c: u32): u32 {
  if (c < 0x10000) return load<u8>(FOLDS + <usize>c);
  if (c - 0x1d400 < 0x400) return load<u8>(MATHS + <usize>(c - 0x1d400));
  // Capitals in parentheses, boxes and circles: four alphabets, 32 places apart.
  const inBox = c - 0x1f110;
  if (inBox < 0x80 && (inBox & 31) < 26) return 0x41 + (inBox & 31);
  // Tags, selectors of variants, private use, and what is no character.
  return c - 0xe0000 < 0x1000 || c >= 0xf0000 || (c & 0xfffe) == 0xfffe ? HIDDEN : 0;
}

/** Whether more of the beginning of a text is letters of ASCII than characters that are nothing else. */
function isMostlyLatin(from: usize, to: usize): bool {
  if (latinText >= 0) return latinText == 1;
  let latin: i32 = 0;
  const end = min(to, from + LOOKED_AT);
  for (let at = from; at < end; at++) {
    const c = <u32>load<u8>(at);
    if (c < 0x80) {
      if (isLetter(c)) latin++;
    } else {
      read(at);
      if (foldOf(point) == 0) latin--;
      at += size - 1;
    }
  }
  latinText = latin > 0 ? 1 : 0;
  return latin > 0;
}

/**
 * Looks at the word around a place, of letters of ASCII and characters beyond it: look-alikes in it are folded when it has a letter of
 * ASCII, or nothing but look-alikes in a text that is mostly Latin.
 */
function lookAtWord(from: usize, to: usize, at: usize): void {
  let start = at;
  let hasLatin = false;
  while (start > from) {
    const c = <u32>load<u8>(start - 1);
    if (c < 0x80) {
      if (!isLetter(c)) break;
      hasLatin = true;
    }
    start--;
  }
  let onlyAlike = true;
  let end = start;
  while (end < to) {
    const c = <u32>load<u8>(end);
    if (c < 0x80) {
      if (!isLetter(c)) break;
      hasLatin = true;
      end++;
    } else {
      read(end);
      if (foldOf(point) == 0) onlyAlike = false;
      end += size;
    }
  }
  wordEnd = end;
  isLatinWord = hasLatin || (onlyAlike && isMostlyLatin(from, to));
}

/** Puts the folded text at `FOLDED` and returns its end there; 0 when it is the text as it is. */
export function fold(from: usize, to: usize): usize {
  disguised = hidden = 0;
  let tags: u32 = 0;
  wordEnd = 0;
  latinText = -1;
  let at = from;
  let out = FOLDED;
  /** Beginning of what is not copied yet. */
  let kept = from;
  let changed = false;
  while (at < to) {
    const wide = <u32>i8x16.bitmask(v128.load(at));
    if (wide == 0) {
      at += 16;
      continue;
    }
    at += <usize>ctz(wide);
    if (at >= to) break;
    read(at);
    const folded = foldOf(point);
    const next = at + size;
    if (folded == 0) {
      at = next;
      continue;
    }
    if (folded == HIDDEN && (point > 0x36f || point < 0x300) && point != LOST) {
      hidden++;
      if (point - TAGS < TAG_LETTERS) tags++;
    }
    if (folded & ALIKE) {
      if (at >= wordEnd) lookAtWord(from, to, at);
      if (!isLatinWord) {
        at = next;
        continue;
      }
      disguised++;
    } else if (
      folded == HIDDEN ? (point > 0x36f || point < 0x300) && point != LOST : point >= FORMS && folded >= 0x41
    ) {
      if (at > from && isLetter(<u32>load<u8>(at - 1))) disguised++;
    }
    changed = true;
    memory.copy(out, kept, at - kept);
    out += at - kept;
    if (folded != HIDDEN) store<u8>(out++, folded & 0x7f);
    at = kept = next;
  }
  if (!changed) return 0;
  memory.copy(out, kept, to - kept);
  out += to - kept;
  if (tags < FEWEST_TAGS) return out;
  hidden -= tags;
  disguised += tags;
  return writeTags(from, to, out);
}

/** Puts the letters that are written as tags on a line of their own. */
function writeTags(from: usize, to: usize, at: usize): usize {
  let out = at;
  store<u8>(out++, 0x0a);
  for (let place = from; place < to; place++) {
    if (<u32>load<u8>(place) < 0x80) continue;
    read(place);
    if (point - TAGS < TAG_LETTERS) store<u8>(out++, point - 0xe0000);
    place += size - 1;
  }
  return out;
}
