/** Values by number that are made when they are asked for: where there are millions, objects of all would be most of what a scan holds. */
export class MadeMap<V> implements ReadonlyMap<number, V> {
  /**
   * @param numbers in the order in which they are gone through
   * @param has whether a number is one of them
   */
  constructor(
    private readonly numbers: () => ArrayLike<number>,
    readonly has: (number: number) => boolean,
    private readonly make: (number: number) => V,
  ) {}

  get size(): number {
    return this.numbers().length;
  }

  get(number: number): V | undefined {
    return this.has(number) ? this.make(number) : undefined;
  }

  *keys(): Generator<number, undefined> {
    const numbers = this.numbers();
    for (let at = 0; at < numbers.length; at++) yield numbers[at]!;
  }

  *values(): Generator<V, undefined> {
    for (const number of this.keys()) yield this.make(number);
  }

  *entries(): Generator<[number, V], undefined> {
    for (const number of this.keys()) yield [number, this.make(number)];
  }

  [Symbol.iterator](): Generator<[number, V], undefined> {
    return this.entries();
  }

  forEach(use: (value: V, number: number, map: ReadonlyMap<number, V>) => void): void {
    for (const [number, value] of this) use(value, number, this);
  }
}
