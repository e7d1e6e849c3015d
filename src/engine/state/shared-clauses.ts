/** Most places for clauses: 128 MB. */
const MOST_BITS = 26;
const LETTERS = 0xff;
const [ONE, SEVERAL] = [0x100, 0x200];

/**
 * Tells the clauses that several texts hold from those that one text holds, in memory that does not grow with their number. Clauses that
 * share a place are taken for shared: some that one text holds are then kept, and none that several hold are lost.
 */
export class SharedClauses {
  private readonly places: Uint16Array;
  private readonly shift: number;

  /** @param clauses that are expected */
  constructor(clauses: number) {
    const bits = Math.min(MOST_BITS, Math.max(10, Math.ceil(Math.log2(clauses + 1)) + 3));
    this.places = new Uint16Array(2 ** bits);
    this.shift = 32 - bits;
  }

  /** Notes that a text holds a clause; to be called once for each text that does. */
  add(hash: number, letters: number): void {
    const place = this.placeOf(hash);
    const known = this.places[place]!;
    const holders = (known & (ONE | SEVERAL)) === 0 ? ONE : SEVERAL;
    this.places[place] = holders | Math.max(known & LETTERS, letters);
  }

  /** Letters that a clause has at most, or 0 if only one text holds it. */
  lettersOf(hash: number): number {
    const known = this.places[this.placeOf(hash)]!;
    return (known & SEVERAL) === 0 ? 0 : known & LETTERS;
  }

  private placeOf(hash: number): number {
    return Math.imul(hash, 0x9e3779b1) >>> this.shift;
  }
}
