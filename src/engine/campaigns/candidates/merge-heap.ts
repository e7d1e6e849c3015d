/** Pairs of trees that may be joined, by their mean correlation: a binary heap in lists of numbers, because there are very many. */
export class MergeHeap {
  /** The pair that came out last, and its mean. */
  mean = NaN;
  a = -1;
  b = -1;
  /** Who offered it. */
  by = -1;
  /** Every pair that was ever offered, by its number. */
  private readonly means: number[] = [];
  private readonly firsts: number[] = [];
  private readonly seconds: number[] = [];
  private readonly offering: number[] = [];
  /** Numbers of the pairs that are in the heap. */
  private readonly heap: number[] = [];

  push(mean: number, a: number, b: number, by: number): void {
    const { heap } = this;
    const pair = this.means.push(mean) - 1;
    this.firsts.push(a);
    this.seconds.push(b);
    this.offering.push(by);
    let at = heap.push(pair) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!this.isBefore(pair, heap[up]!)) break;
      heap[at] = heap[up]!;
      at = up;
    }
    heap[at] = pair;
  }

  /** Takes out the pair with the highest mean, of several the one with the lowest numbers; false when there is none. */
  pop(): boolean {
    const { heap } = this;
    if (heap.length === 0) return false;
    const pair = heap[0]!;
    this.mean = this.means[pair]!;
    this.a = this.firsts[pair]!;
    this.b = this.seconds[pair]!;
    this.by = this.offering[pair]!;
    const last = heap.pop()!;
    if (heap.length === 0) return true;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= heap.length) break;
      if (down + 1 < heap.length && this.isBefore(heap[down + 1]!, heap[down]!)) down++;
      if (!this.isBefore(heap[down]!, last)) break;
      heap[at] = heap[down]!;
      at = down;
    }
    heap[at] = last;
    return true;
  }

  private isBefore(x: number, y: number): boolean {
    const { means, firsts, seconds } = this;
    if (means[x] !== means[y]) return means[x]! > means[y]!;
    return firsts[x] === firsts[y] ? seconds[x]! < seconds[y]! : firsts[x]! < firsts[y]!;
  }
}
