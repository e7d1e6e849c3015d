/** Which documents are told apart: of very many those with the smallest hashes, so the same ones whatever the order and the parts of a log. */

/** Documents that are told apart. */
export const MOST_DOCUMENTS = 50_000;

/** Hashes are below. */
export const RANGE = 2 ** 53;

/** A power of two. */
const FEWEST_PLACES = 4096;

/**
 * Of the hashes that are added the `most` smallest different ones and some more: each is looked up among at most twice as many, and what is
 * too large by then is passed over. To sort all of them takes several times as long.
 */
export class DocumentSample {
  /** Open addressing: the hashes are their own, and 0 is a place that is free. Few documents need little of it. */
  private places = new Float64Array(FEWEST_PLACES);
  private count = 0;
  private largest = Infinity;

  constructor(private readonly most: number) {}

  /** @param key hashes are spread evenly, and 0 is none */
  add(key: number): void {
    if (key === 0 || key > this.largest) return;
    const place = this.placeOf(key);
    if (this.places[place] === key) return;
    this.places[place] = key;
    this.count++;
    if (this.count === 2 * this.most) this.trim();
    else if (2 * this.count > this.places.length) this.refill(2 * this.places.length);
  }

  has(key: number): boolean {
    return key !== 0 && this.places[this.placeOf(key)] === key;
  }

  /** The largest hash among the `most` smallest ones; `Infinity` where there are no more. */
  limit(): number {
    const { places, count, most, largest } = this;
    if (count <= most && largest === Infinity) return Infinity;
    const limit = count > most ? this.bound(most) : largest;
    let last = 0;
    for (let at = 0; at < places.length; at++) if (places[at]! <= limit && places[at]! > last) last = places[at]!;
    return last;
  }

  private placeOf(key: number): number {
    const { places } = this;
    let place = key & (places.length - 1);
    while (places[place] !== 0 && places[place] !== key) place = (place + 1) & (places.length - 1);
    return place;
  }

  /** Forgets the largest ones. */
  private trim(): void {
    this.largest = this.bound(1.5 * this.most);
    this.refill(this.places.length);
  }

  private refill(size: number): void {
    const { places } = this;
    this.places = new Float64Array(size);
    this.count = 0;
    for (let at = 0; at < places.length; at++) this.add(places[at]!);
  }

  /** What so many hashes are not above, or fewer, but as many as are wanted. By halving: to sort them takes several times as long. */
  private bound(most: number): number {
    let [low, high] = [0, Math.min(this.largest, RANGE)];
    for (;;) {
      const middle = low + Math.floor((high - low) / 2);
      const count = upTo(this.places, middle);
      if (count > most) high = middle;
      else if (count < this.most) low = middle;
      else return middle;
    }
  }
}

function upTo(hashes: Float64Array, limit: number): number {
  let count = 0;
  for (let at = 0; at < hashes.length; at++) if (hashes[at]! <= limit && hashes[at]! > 0) count++;
  return count;
}
