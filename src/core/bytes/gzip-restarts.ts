import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Bytes before a place that its text may refer to: the window of deflate. */
export const WINDOW_BYTES = 32 << 10;

/** A place in a gzip file from which unpacking can begin. */
export interface RestartPoint {
  /** Byte of the text. */
  offset: number;
  /** Byte of the file, and the bit in it where a block begins. */
  byte: number;
  bit: number;
  /** The text before it, deflated. */
  window: Uint8Array;
}

/**
 * Least distance of two points in bytes of the file, as long as there are few. A little below a megabyte, because a place is
 * looked for once a megabyte and found somewhat behind its beginning: some five megabytes of log, 15 ms of unpacking.
 */
const SPACING = (1 << 20) - (1 << 17);

/** Points that are kept. Windows of logs deflate to some 8 KB, so these are 16 MB at most for a file of any size. */
const MAX_POINTS = 2048;

/**
 * Places from which unpacking a gzip file can begin, found while it is unpacked once (see `unpackGzipMarking`). Files of up
 * to 2 GB have one a megabyte; in larger ones they are further apart: a jump into 5 GB of gzip unpacks 3 MB of it on
 * average, about 50 ms.
 */
export class GzipRestarts {
  points: RestartPoint[] = [];
  private spacing: number;
  private readonly most: number;

  constructor(spacing = SPACING, most = MAX_POINTS) {
    this.spacing = spacing;
    this.most = most;
  }

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
    this.points.push({ offset, byte, bit, window: deflateRawSync(window, { level: 1 }) });
    if (this.points.length <= this.most) return;
    this.spacing *= 2;
    this.points = this.points.filter((_, index) => index % 2 === 1);
  }

  /** The last point at or before a byte of the text. */
  before(offset: number): RestartPoint | undefined {
    return this.points.findLast((point) => point.offset <= offset);
  }
}

export function windowOf({ window }: RestartPoint): Buffer {
  return inflateRawSync(window);
}

/**
 * Deflated blocks without text that are as long as wanted, in bits modulo eight: put before the bits of a block they bring
 * it to the bit of its byte where it stood. Stored blocks count from whole bytes, so the bits cannot be shifted instead.
 * @returns whole bytes, and a last one of which the lowest `bit` bits are set
 */
export function fillerOf(bit: number): Buffer {
  const bits: number[] = [];
  const push = (value: number, count: number): void => {
    for (let at = 0; at < count; at++) bits.push((value >>> at) & 1);
  };
  if (bit % 2 === 1) pushOddBlock(push);
  // An empty block with the fixed codes has ten bits.
  while (bits.length % 8 !== bit) push(0b010, 10);
  const bytes = Buffer.alloc(Math.ceil(bits.length / 8));
  for (const [at, set] of bits.entries()) bytes[at >>> 3]! |= set << (at & 7);
  return bytes;
}

/** An empty block of 91 bits whose codes are as small as they may be: the end of the block, one length, one distance. */
function pushOddBlock(push: (value: number, count: number) => void): void {
  push(0b100, 3);
  push(1, 5); // 258 literals and lengths
  push(0, 5); // one distance
  push(14, 4); // 18 lengths of the code for code lengths
  for (let index = 0; index < 18; index++) push(index === 2 || index === 17 ? 1 : 0, 3); // symbols 18 and 1 have one bit
  push(1, 1); // 138 zeros
  push(127, 7);
  push(1, 1); // 118 zeros
  push(107, 7);
  push(0, 3); // length 1 for the end of the block, one length and one distance
  push(0, 1); // the end of the block
}
