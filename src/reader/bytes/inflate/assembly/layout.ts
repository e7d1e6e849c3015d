/** Where things are in the memory of the inflater, below its input: see `inflater.ts`. */

/** Codes of literals and lengths, of distances, and of code lengths: 4 bytes an entry, the first table and those after it. */
export const LITERALS: usize = 0x10000;
export const DISTANCES: usize = 0x14000;
export const PRECODE: usize = 0x18000;
/** Lengths of the codes that are being read, a byte each. */
export const LENGTHS: usize = 0x19000;
/** How many codes there are of each length, where the next one of each length goes, and the symbols in that order (u16). */
export const COUNTS: usize = 0x1a000;
export const PLACES: usize = 0x1a040;
export const SYMBOLS: usize = 0x1a080;
