/** Clauses of a text and their hashes: what `segments.ts` next to the signals describes, byte by byte. Longer than 250 lines: one loop cuts and hashes. */
import { sip } from './hash';
import { CLAUSE, CLAUSE_END, CLAUSE_HASHES, CLAUSE_LENGTHS, GAPS, KINDS, LETTERS } from './layout';
import { putUnit } from './text';

const FROM_START: u32 = 64;
const FROM_END: u32 = 32;
const MIN_LETTERS: u32 = 5;
const LONGEST: u32 = 255;
const START: u32 = 0x9747b28c;
/** Bits of a clause's hash that take the key. */
const KEYED: u64 = 0x1fffff;

const LETTER: u32 = 0;
const DIGIT: u32 = 1;
const BREAK: u32 = 3;
const NOTHING: u32 = 5;

let seen: u32 = 0;
/** Letters that were read, whether they are in clauses or in pieces that are too short for one. */
let read: u32 = 0;
/**
 * A text without marks would be one clause, and one with a mark every few letters none: so that neither hides what it says, both are cut
 * at words. They are told by how many letters come on a clause; those of a clause then.
 */
let byWords = false;
const UNDIVIDED: u32 = 200;
const WORDS: u32 = 12;
/** End of the letters of the clause at `CLAUSE`, and the hash of those before them. */
let end: usize = CLAUSE;
let before: u64 = 0;

/** Hashes what is at `CLAUSE` where it fills its place: always so many letters, however they were read. */
function flush(): void {
  before = sip(CLAUSE, CLAUSE_END, before);
  memory.copy(CLAUSE, CLAUSE_END, end - CLAUSE_END);
  end -= CLAUSE_END - CLAUSE;
}

function putLetter(unit: u32): void {
  end = putUnit(unit, end);
  if (end >= CLAUSE_END) flush();
}

function beginClause(): void {
  end = CLAUSE;
  before = 0;
}

/** A clause is told apart by both halves of its hash: the upper one gives it its name, and the lower one takes the secret key. */
function push(h: u32, letters: u32): void {
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = h ^ (h >> 13);
  let at = seen++;
  if (at >= FROM_START) at = FROM_START + ((at - FROM_START) % FROM_END);
  const keyed = sip(CLAUSE, end, before) & KEYED;
  store<f64>(CLAUSE_HASHES + ((<usize>at) << 3), <f64>(<u64>(h == 0 ? 1 : h) * (KEYED + 1) + keyed));
  store<u8>(CLAUSE_LENGTHS + <usize>at, min(letters, LONGEST));
}

function isWideBreak(c: u32): bool {
  return (
    (c >= 0x3001 && c <= 0x3002) ||
    (c >= 0x300a && c <= 0x3011) ||
    (c >= 0xff01 && c <= 0xff1f && !(c >= 0xff10 && c <= 0xff19)) ||
    c == 0x061f ||
    c == 0x060c
  );
}

/**
 * Cuts the text into clauses and leaves those that are kept in order at `CLAUSE_HASHES` and `CLAUSE_LENGTHS`. Returns
 * their number. Of a long text only what can hold the clauses kept is read.
 */
export function segment(from: usize, to: usize): u32 {
  seen = read = 0;
  byWords = false;
  let at = cut(from, to, FROM_START);
  if (at < to) cut(behind(at, to), to, 0xffffffff);
  if (read >= UNDIVIDED && read >= UNDIVIDED * seen) {
    seen = 0;
    byWords = true;
    cut(from, to, 0xffffffff);
  }
  if (seen <= FROM_START + FROM_END) return seen;
  restoreOrder((seen - FROM_START) % FROM_END);
  return FROM_START + FROM_END;
}

/** Cuts until that many clauses are known; returns where it stopped, after the end of a clause. */
function cut(from: usize, to: usize, most: u32): usize {
  let at = from;
  let h = START;
  let letters: u32 = 0;
  let gap = false;
  let digits = false;
  beginClause();
  while (at < to) {
    let c = <u32>load<u8>(at);
    let second: u32 = 0;
    let kind: u32;
    if (c < 0x80) {
      kind = load<u8>(KINDS + <usize>c);
      if (kind == LETTER) {
        if (gap && endsHere(letters)) {
          push(h, letters);
          h = START;
          beginClause();
          letters = 0;
        } else if (gap) {
          h = ((h ^ 32) * 0x01000193) ^ (h >> 15);
          putLetter(32);
        }
        gap = false;
        digits = false;
        let run: usize;
        do {
          run = plainRun(at, to, letters > 0);
          for (let byte = end; byte < end + run; byte++) h = ((h ^ load<u8>(byte)) * 0x01000193) ^ (h >> 15);
          end += run;
          if (end >= CLAUSE_END) flush();
          letters += lettersOfRun;
          at += run;
        } while (run == 16);
        continue;
      }
      at++;
    } else {
      if (c < 0xe0) {
        c = ((c & 31) << 6) | ((<u32>load<u8>(at, 1)) & 63);
        at += 2;
      } else if (c < 0xf0) {
        c = ((c & 15) << 12) | (((<u32>load<u8>(at, 1)) & 63) << 6) | ((<u32>load<u8>(at, 2)) & 63);
        at += 3;
      } else {
        const point =
          ((c & 7) << 18) |
          (((<u32>load<u8>(at, 1)) & 63) << 12) |
          (((<u32>load<u8>(at, 2)) & 63) << 6) |
          ((<u32>load<u8>(at, 3)) & 63);
        c = 0xd800 + ((point - 0x10000) >> 10);
        second = 0xdc00 + (point & 0x3ff);
        at += 4;
      }
      kind = c < 256 ? load<u8>(KINDS + <usize>c) : isWideBreak(c) ? BREAK : LETTER;
    }
    if (kind == LETTER) {
      if (c - 65 < 26) c += 32;
      if (gap && endsHere(letters)) {
        push(h, letters);
        h = START;
        beginClause();
        letters = 0;
      } else if (gap) {
        h = ((h ^ 32) * 0x01000193) ^ (h >> 15);
        putLetter(32);
      }
      gap = false;
      h = ((h ^ c) * 0x01000193) ^ (h >> 15);
      letters += c >= 0x2e80 ? 3 : 1;
      putLetter(c);
      if (second) {
        putLetter(second);
        h = ((h ^ second) * 0x01000193) ^ (h >> 15);
        letters += 3;
      }
      digits = false;
    } else if (kind == DIGIT) {
      if (!digits) {
        h = ((h ^ 48) * 0x01000193) ^ (h >> 15);
        putLetter(48);
      }
      digits = true;
    } else if (kind == BREAK) {
      if (byWords && letters < WORDS) {
        gap = letters > 0;
        digits = false;
        continue;
      }
      read += letters;
      if (letters >= MIN_LETTERS) {
        push(h, letters);
        if (seen == most) return at;
      }
      h = START;
      beginClause();
      letters = 0;
      gap = digits = false;
    } else if (kind != NOTHING) {
      gap = letters > 0;
      digits = false;
    }
  }
  read += letters;
  if (letters >= MIN_LETTERS) push(h, letters);
  return at;
}

let lettersOfRun: u32 = 0;

/**
 * How many of the next 16 characters are plain letters, or a gap between two of them: no state is needed for these. Leaves
 * them behind the letters of the clause as they are hashed, and the number of letters among them in `lettersOfRun`.
 */
function plainRun(at: usize, to: usize, afterLetter: bool): usize {
  const bytes = v128.load(at);
  const low = v128.and(bytes, i8x16.splat(15));
  // One bit for each upper half of ASCII, none beyond.
  const high = i8x16.swizzle(i8x16(1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0), i8x16.shr_u(bytes, 4));
  const zero = i8x16.splat(0);
  const isLetter = i8x16.ne(v128.and(i8x16.swizzle(v128.load(LETTERS), low), high), zero);
  const isGap = i8x16.ne(v128.and(i8x16.swizzle(v128.load(GAPS), low), high), zero);
  let letters = <u32>i8x16.bitmask(isLetter);
  const left = <u32>(to - at);
  if (left < 16) letters &= (1 << left) - 1;
  const gaps = byWords ? 0 : (<u32>i8x16.bitmask(isGap)) & (letters >> 1) & ((letters << 1) | (afterLetter ? 1 : 0));
  const run = ctz(~(letters | gaps));
  lettersOfRun = popcnt(letters & ((1 << run) - 1));
  v128.store(end, v128.bitselect(v128.or(bytes, i8x16.splat(32)), i8x16.splat(32), isLetter));
  return <usize>run;
}

/**
 * A place after a break with at least as many clauses after it as are kept of the end, or `from`. Only runs of plain
 * letters are counted, one a clause, so there may be more.
 */
function behind(from: usize, to: usize): usize {
  let found: u32 = 0;
  let run: u32 = 0;
  let counted = false;
  let at = to;
  while (at > from) {
    const c = <u32>load<u8>(at - 1);
    if (c >= 0x80) {
      run = 0;
    } else {
      const kind = <u32>load<u8>(KINDS + <usize>c);
      if (kind == LETTER) {
        if (++run >= MIN_LETTERS && !counted) {
          counted = true;
          found++;
        }
      } else if (kind == BREAK) {
        if (found >= FROM_END) return at;
        counted = false;
        run = 0;
      }
    }
    at--;
  }
  return from;
}

/** Whether a clause ends with the word that was read last, in a text whose marks tell nothing: one word in four, by its last letters. */
function endsHere(letters: u32): bool {
  return byWords && letters >= WORDS && (load<u32>(end - 4) * 0x9e3779b1) >> 30 == 0;
}

/** The last clauses of a long text were written round and round in one place; brings them back into their order. */
function restoreOrder(turn: u32): void {
  if (turn == 0) return;
  const hashes = CLAUSE_HASHES + ((<usize>FROM_START) << 3);
  const lengths = CLAUSE_LENGTHS + <usize>FROM_START;
  // After the columns is room for a copy of what is first.
  const spareHashes = hashes + ((<usize>FROM_END) << 3);
  const spareLengths = lengths + <usize>FROM_END;
  memory.copy(spareHashes, hashes, (<usize>turn) << 3);
  memory.copy(spareLengths, lengths, turn);
  memory.copy(hashes, hashes + ((<usize>turn) << 3), (<usize>FROM_END) << 3);
  memory.copy(lengths, lengths + <usize>turn, FROM_END);
}
