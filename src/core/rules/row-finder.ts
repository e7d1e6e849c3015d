import type { RequestIndex } from '../report/request-index.ts';

/**
 * Finds the row of a request that is read again, by its file and the place of its line. A call that two layers logged has
 * one row: the other line is not found, and is not looked at twice.
 */
export class RowFinder {
  readonly #index: RequestIndex;
  readonly #files: ReadonlyMap<string, readonly [from: number, to: number]>;
  #last = '';
  #part = 0;

  constructor(index: RequestIndex) {
    this.#index = index;
    const files = new Map<string, [number, number]>();
    for (let row = 0; row < index.length; row++) {
      const name = index.files[index.file[row]!]!;
      const range = files.get(name);
      if (range === undefined) files.set(name, [row, row + 1]);
      else range[1] = row + 1;
    }
    this.#files = files;
  }

  /** Requests of one line are to be asked for in their order, one directly after the other. */
  find(file: string, offset: number): number | undefined {
    const key = `${offset} ${file}`;
    this.#part = key === this.#last ? this.#part + 1 : 0;
    this.#last = key;
    const range = this.#files.get(file);
    if (range === undefined) return undefined;
    const { offset: offsets } = this.#index;
    let [low, high] = range;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (offsets[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    const row = low + this.#part;
    return row < range[1] && offsets[row] === offset ? row : undefined;
  }
}
