/** Which documents are told apart: of very many those with the smallest hashes, so the same ones whatever the order and the parts of a log. */

/** Documents that are told apart. */
export const MOST_DOCUMENTS = 50_000;

/** Hashes are below. */
export const RANGE = 2 ** 53;

/**
 * The largest hash among the `most` smallest different ones; `Infinity` where there are no more. One pass: each hash is looked up among at
 * most twice as many, and what is too large by then is passed over. To sort all of them takes several times as long.
 * @param keys hashes spread evenly, each as often as it is named; 0 is none
 */
export function limitOf(keys: Float64Array, most: number): number {
  if (keys.length <= most) return Infinity;
  const smallest = new Smallest(most);
  for (let at = 0; at < keys.length; at++) smallest.add(keys[at]!);
  return smallest.limit();
}

class Smallest {
  private readonly found: Float64Array;
  private count = 0;
  /** Open addressing: the hashes are their own, and 0 is a place that is free. */
  private readonly places: Float64Array;
  private largest = Infinity;

  constructor(private readonly most: number) {
    this.found = new Float64Array(2 * most);
    this.places = new Float64Array(2 ** Math.ceil(Math.log2(4 * most)));
  }

  add(key: number): void {
    if (key === 0 || key > this.largest) return;
    const { places } = this;
    let place = key & (places.length - 1);
    for (; places[place] !== 0; place = (place + 1) & (places.length - 1)) if (places[place] === key) return;
    places[place] = key;
    this.found[this.count++] = key;
    if (this.count === this.found.length) this.trim();
  }

  limit(): number {
    if (this.count > this.most) this.trim();
    return this.largest;
  }

  private trim(): void {
    const { found, most } = this;
    this.largest = found.subarray(0, this.count).sort()[most - 1]!;
    this.places.fill(0);
    this.count = 0;
    for (let at = 0; at < most; at++) this.add(found[at]!);
  }
}
