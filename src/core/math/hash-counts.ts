/** Cells hold counts up to this many. */
const MOST = 3;

/**
 * Tells hashes that occur often from rare ones, in a byte a cell. Hashes that fall into one cell are counted together, so a
 * count is never too low: good for leaving out what is rare before counting the rest exactly.
 */
export class HashCounts {
  private readonly cells: Uint8Array;
  private readonly shift: number;

  /** `size`: hashes expected; at most 2^26 cells (64 MB) are used: with more hashes fewer rare ones are left out. */
  constructor(size: number) {
    const bits = Math.min(26, Math.max(10, Math.ceil(Math.log2(size + 1)) + 1));
    this.cells = new Uint8Array(2 ** bits);
    this.shift = 32 - bits;
  }

  add(hash: number): void {
    const at = this.cell(hash);
    const count = this.cells[at]!;
    if (count < MOST) this.cells[at] = count + 1;
  }

  /** How often a hash occurs at most, up to 3. */
  count(hash: number): number {
    return this.cells[this.cell(hash)]!;
  }

  private cell(hash: number): number {
    return Math.imul(hash, 0x9e3779b1) >>> this.shift;
  }
}
