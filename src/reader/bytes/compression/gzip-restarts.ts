import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** A place in a gzip file from which unpacking can begin. */
export interface RestartPoint {
  /** Byte of the text. */
  offset: number;
  /** Byte of the file, and the bit in it where a block begins. */
  byte: number;
  bit: number;
  /** The text before it, deflated, in memory that threads share. */
  window: Uint8Array;
}

/** Least distance of two points in bytes of the file, as long as there are few: some three megabytes of log, 6 ms of unpacking. */
const SPACING = 1 << 20;

/** Points that are kept. Windows of logs deflate to some 11 KB, so these are 22 MB at most for a file of any size. */
const MAX_POINTS = 2048;

/**
 * Places from which unpacking a gzip file can begin, found while it is unpacked once (see `unpackGzip`). Files of up to 2 GB
 * have one a megabyte; in larger ones they are further apart: a jump into 5 GB of gzip unpacks 2 MB of it on average, about
 * 13 ms.
 */
export class GzipRestarts {
  points: RestartPoint[] = [];

  constructor(
    private spacing = SPACING,
    private readonly most = MAX_POINTS,
  ) {}

  /** Points that another has found; no more are looked for. */
  static of(points: RestartPoint[]): GzipRestarts {
    const restarts = new GzipRestarts(Infinity);
    restarts.points = points;
    return restarts;
  }

  get length(): number {
    return this.points.length;
  }

  /** True when a point at a byte of the file would be of use. */
  wantsAt(byte: number): boolean {
    return byte - (this.points.at(-1)?.byte ?? 0) >= this.spacing;
  }

  /** Points come in the order of the file. */
  add(offset: number, byte: number, bit: number, window: Buffer): void {
    if (!this.wantsAt(byte)) return;
    this.points.push({ offset, byte, bit, window: shared(deflateRawSync(window, { level: 1 })) });
    if (this.points.length <= this.most) return;
    this.spacing *= 2;
    this.points = this.points.filter((_, index) => index % 2 === 1);
  }

  /** The last point at or before a byte of the text. */
  before(offset: number): RestartPoint | undefined {
    let [low, high] = [0, this.points.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.points[middle]!.offset <= offset) low = middle + 1;
      else high = middle;
    }
    return this.points[low - 1];
  }
}

export function windowOf({ window }: RestartPoint): Buffer {
  return inflateRawSync(window);
}

/** Thousands of windows go to each thread that reads lines back. */
function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}
