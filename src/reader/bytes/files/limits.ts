/**
 * Limits on reading a log. Logs are written by strangers: an endless line, or a small file that unpacks to a disk full
 * of zeros, must cost a sentence in the report and not the machine's memory.
 */
export interface Limits {
  /** Longest line, and longest value of an array, in bytes. A longer one is rejected alone. */
  lineBytes: number;
  /** Most bytes of text for one packed byte on disk; reading ends there. Does not count below `FREE_UNPACKED_BYTES`. */
  unpackRatio: number;
}

/**
 * Half of the longest string V8 can hold (2^29 - 24 characters), and about ten times what the most templated logs pack to:
 * 100 with gzip, whose own limit is 1,032, and a few hundred with zstd.
 */
export const DEFAULT_LIMITS: Limits = { lineBytes: 256 << 20, unpackRatio: 1000 };

/** Smallest and largest values that make sense. */
export const LIMIT_RANGES: Readonly<Record<keyof Limits, readonly [low: number, high: number]>> = {
  lineBytes: [1 << 16, 256 << 20],
  unpackRatio: [10, 1_000_000],
};

/** Text that any packed file may hold, whatever its ratio: it is read in seconds. */
const FREE_UNPACKED_BYTES = 1 << 30;

/** Line limit of a reader that ran out of memory once: a value takes up to a hundred times its text when it is parsed. */
export const CAREFUL_LINE_BYTES = 16 << 20;

/** `longer than 256 MB`, the reason why a line is rejected. */
export function tooLong(lineBytes: number): string {
  return `longer than ${lineBytes >= 1 << 20 ? `${Math.round(lineBytes / (1 << 20))} MB` : `${lineBytes} bytes`}`;
}

/**
 * Hands a text on until it is longer than its packed size allows.
 * @param packedBytes size of the packed text on disk
 * @throws then; what came before was handed on
 */
export async function* withinRatio(
  text: AsyncIterable<Buffer>,
  packedBytes: number,
  { unpackRatio }: Limits,
  freeBytes = FREE_UNPACKED_BYTES,
): AsyncGenerator<Buffer> {
  const most = Math.max(freeBytes, packedBytes * unpackRatio);
  let bytes = 0;
  for await (const block of text) {
    bytes += block.length;
    if (bytes > most) throw new Error(`it unpacks to more than ${unpackRatio} times its size, which is the limit`);
    yield block;
  }
}
