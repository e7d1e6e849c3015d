/** Disjoint sets of the numbers 0 to n - 1; each set is identified by its smallest number. */
export class UnionFind {
  readonly #parent: Uint32Array;

  constructor(size: number) {
    this.#parent = Uint32Array.from({ length: size }, (_, number) => number);
  }

  find(number: number): number {
    const parent = this.#parent;
    while (parent[number] !== number) number = parent[number] = parent[parent[number]!]!;
    return number;
  }

  join(a: number, b: number): void {
    const [x, y] = [this.find(a), this.find(b)];
    this.#parent[Math.max(x, y)] = Math.min(x, y);
  }
}
