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
    const { found, count, most } = this;
    if (count <= most && this.largest === Infinity) return Infinity;
    const limit = count > most ? this.bound(most) : this.largest;
    let last = 0;
    for (let at = 0; at < count; at++) if (found[at]! <= limit && found[at]! > last) last = found[at]!;
    return last;
  }

  /** Forgets the largest ones. */
  private trim(): void {
    const { found, count, most } = this;
    this.largest = this.bound(1.5 * most);
    this.places.fill(0);
    this.count = 0;
    for (let at = 0; at < count; at++) this.add(found[at]!);
  }

  /** What so many hashes are not above, or fewer, but as many as are wanted. By halving: to sort them takes several times as long. */
  private bound(most: number): number {
    let [low, high] = [0, Math.min(this.largest, RANGE)];
    for (;;) {
      const middle = low + Math.floor((high - low) / 2);
      const count = upTo(this.found, this.count, middle);
      if (count > most) high = middle;
      else if (count < this.most) low = middle;
      else return middle;
    }
  }
}

function upTo(keys: Float64Array, length: number, limit: number): number {
  let count = 0;
  for (let at = 0; at < length; at++) if (keys[at]! <= limit) count++;
  return count;
}
