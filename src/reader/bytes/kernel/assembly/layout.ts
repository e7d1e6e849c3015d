/** Where things are in the kernel's memory. `kernel.ts` writes and reads the same places. */

/** Kind of each code unit below 256: see `segments.ts`. */
export const KINDS: usize = 0x10000;
/**
 * Two sets of ASCII, letters and gaps, of 16 bytes each: bit `high` of byte `low` is set when the character with these halves
 * is in the set.
 */
export const LETTERS: usize = 0x10100;
export const GAPS: usize = 0x10110;
/** 16 bytes to work in. */
export const RUN: usize = 0x10120;
/** The key of all hashes: 16 bytes. */
export const KEY: usize = 0x10130;
/** Hashes (f64) and lengths (u8) of the clauses found last, in order. */
export const CLAUSE_HASHES: usize = 0x10400;
export const CLAUSE_LENGTHS: usize = 0x10800;
/** Hashes of the two groups of a line (u64 each). */
export const GROUPS: usize = 0x10c00;
/** For each mask of 8 bits the places of its bits, in 8 bytes. */
export const COMPRESS: usize = 0x11000;
/** Tables of wanted keys. */
export const NODES: usize = 0x20000;
/** What a line holds: 16 bytes an event. */
export const EVENTS: usize = 0x40000;
export const EVENTS_END: usize = 0x100000;
/** Places of the quotes of the text that is read (u32 each), and how many there may be. */
export const QUOTES: usize = 0x1400000;
export const MAX_QUOTES: usize = 0x7ff00;
/** Keys of the objects that a tool call is in the middle of, 8 bytes each. No text is read meanwhile. */
export const KEYS: usize = QUOTES;
export const KEYS_END: usize = KEYS + 0x800;
/** A bit for each byte of the text: backslashes, and bytes beyond ASCII. */
export const SLASHES: usize = 0x1600000;
export const WIDES: usize = 0x16a0000;

/**
 * What each character up to 0xffff is folded to, a byte each, and those of `MATHS`: 0 for itself, 1 for none, else a letter or digit
 * of ASCII, with `ALIKE` where it only looks like it.
 */
export const FOLDS: usize = 0x1750000;
export const MATHS: usize = 0x1760000;
/** The letters of a clause, as far as they are not hashed yet, with room for one step more. */
export const CLAUSE: usize = 0x1770000;
export const CLAUSE_END: usize = 0x1774000;
/** Where a folded text is put. It is never longer than it was. */
export const FOLDED: usize = 0x1800000;

/** What to do with the value of a key: report it under a slot (the low byte), hash it into a group, or neither. */
export const SLOT: u32 = 0xff;
export const GROUP_A: u32 = 0x100;
export const GROUP_B: u32 = 0x200;
/** Slot of the whole value. */
export const WHOLE: u32 = 1;

/** Kinds of values. */
export const STRING: u32 = 1;
export const NUMBER: u32 = 2;
export const TRUE: u32 = 3;
export const FALSE: u32 = 4;
export const NULL: u32 = 5;
export const OBJECT: u32 = 6;
export const ARRAY: u32 = 7;
/** Marks of strings, added to the kind. */
export const ESCAPED: u32 = 0x10;
export const WIDE: u32 = 0x20;
/** Types around the values of attributes, added to the kind. */
export const STRING_VALUE: u32 = 0x100;
export const INT_VALUE: u32 = 0x200;

/** Kinds of tables, their second number: for the keys of objects (0), for the items of lists (1), and the following. */
/** For lists of attributes, `{"key":"name","value":{...}}`, whose names are looked up like keys. */
export const PAIRS: u32 = 2;
/** For lists whose items have groups of their own, reported after each. */
export const GROUPED: u32 = 3;
/** Slots of the two groups of an item; their hash is in the place of start and end, as a number with 53 bits. */
export const GROUP_OF_A: u32 = 0x100;
export const GROUP_OF_B: u32 = 0x101;
