/**
 * Counts in how many different items each hash occurs, up to 255, in a few bytes a hash. Hashes that fall into one cell
 * are counted together, so a count is never too low: good for leaving out what is rare before counting the rest exactly.
 */
export class HashCounts {
  private readonly counts: Uint8Array;
  private readonly last: Uint32Array;
  private readonly shift: number;

  /** `size`: hashes expected; at most 2^26 cells (320 MB) are used, which 50 million different clauses fill well enough. */
  constructor(size: number) {
    const bits = Math.min(26, Math.max(10, Math.ceil(Math.log2(size + 1)) + 1));
    this.counts = new Uint8Array(2 ** bits);
    this.last = new Uint32Array(2 ** bits);
    this.shift = 32 - bits;
  }

  /** Items must come in order: a hash counts once as long as the item stays the same. */
  add(hash: number, item: number): void {
    const at = this.cell(hash);
    if (this.last[at] === item + 1) return;
    this.last[at] = item + 1;
    if (this.counts[at]! < 255) this.counts[at]!++;
  }

  count(hash: number): number {
    return this.counts[this.cell(hash)]!;
  }

  private cell(hash: number): number {
    return Math.imul(hash, 0x9e3779b1) >>> this.shift;
  }
}
