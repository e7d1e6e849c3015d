import type { RequestIndex } from '../../shape/request-index.ts';

/**
 * Finds the row of a request that is read again, by its file and the place of its line. A call that two layers logged has
 * one row: the other line is not found.
 */
export class RowFinder {
  private readonly files: ReadonlyMap<string, readonly [from: number, to: number]>;

  constructor(private readonly index: RequestIndex) {
    const files = new Map<string, [number, number]>();
    for (let row = 0; row < index.length; row++) {
      const name = index.files[index.file[row]!]!;
      const range = files.get(name);
      if (range === undefined) files.set(name, [row, row + 1]);
      else range[1] = row + 1;
    }
    this.files = files;
  }

  /** Byte at which the first request of a file stands; infinite where it has none. */
  firstOf(file: string): number {
    const range = this.files.get(file);
    return range === undefined ? Infinity : this.index.offset[range[0]]!;
  }

  /** @param part place of the request among those of its line */
  find(file: string, offset: number, part: number): number | undefined {
    const range = this.files.get(file);
    if (range === undefined) return undefined;
    const { offset: offsets } = this.index;
    let [low, high] = range;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (offsets[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    const row = low + part;
    return row < range[1] && offsets[row] === offset ? row : undefined;
  }
}
