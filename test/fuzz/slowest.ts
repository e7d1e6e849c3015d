/** The inputs that took longest for their size, to be measured with care afterwards. */

/** What is kept. Other programs make some input look slow: there must be room for those as well. */
const MOST = 200;
/** Time of an input of a few bytes is that of beginning. */
const BEGINNING_BYTES = 256;

interface Timed {
  input: Buffer;
  cost: number;
}

export class Slowest {
  private kept: Timed[] = [];
  private least = 0;

  /**
   * @param ms time that the input took
   * @param again takes the time once more: what was slow by accident is not slow twice
   */
  see(input: Buffer, ms: number, again: () => number): void {
    const size = input.length + BEGINNING_BYTES;
    if (ms / size <= this.least) return;
    const cost = Math.min(ms, again(), again()) / size;
    if (cost <= this.least) return;
    this.kept.push({ input, cost });
    if (this.kept.length < 2 * MOST) return;
    this.kept = this.ordered().slice(0, MOST);
    this.least = this.kept.at(-1)!.cost;
  }

  /** The slowest first. */
  inputs(): Buffer[] {
    return this.ordered()
      .slice(0, MOST)
      .map(({ input }) => input);
  }

  private ordered(): Timed[] {
    return this.kept.sort((a, b) => b.cost - a.cost);
  }
}
