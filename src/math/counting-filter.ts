/** Cells hold counts up to this many, in two bits. */
const MAX_COUNT = 3;

/**
 * Tells frequent hashes from rare ones, with four cells per byte: what is looked up at random should stay in the cache. Hashes
 * that share a cell are counted together, so a count is never too low: good for leaving out what is rare before counting the
 * rest exactly.
 */
export class CountingFilter {
  private readonly cells: Uint8Array;
  private readonly shift: number;

  /** `size`: hashes expected; at most 2^26 cells (16 MB) are used: with more hashes fewer rare ones are left out. */
  constructor(size: number) {
    const bits = Math.min(26, Math.max(10, Math.ceil(Math.log2(size + 1)) + 1));
    this.cells = new Uint8Array(2 ** (bits - 2));
    this.shift = 32 - bits;
  }

  add(hash: number): void {
    const cell = this.cell(hash);
    const bit = 2 * (cell & 3);
    const four = this.cells[cell >>> 2]!;
    // Without a branch, which would have to wait for the cell: the processor continues with the next hash meanwhile.
    const isLess = (((four >>> bit) & MAX_COUNT) - MAX_COUNT) >>> 31;
    this.cells[cell >>> 2] = four + (isLess << bit);
  }

  /** How often a hash occurs at most, up to 3. */
  count(hash: number): number {
    const cell = this.cell(hash);
    return (this.cells[cell >>> 2]! >>> (2 * (cell & 3))) & MAX_COUNT;
  }

  private cell(hash: number): number {
    return Math.imul(hash, 0x9e3779b1) >>> this.shift;
  }
}
