/** Lines that stand together: bytes `start` to `end`, and where they are in the text of the dump. */
export interface Lines {
  bytes: Buffer;
  start: number;
  end: number;
  offset: number;
  /** Number of the first of them. */
  number: number;
}

const BREAK = 0x0a;
const SMALLEST = 256;

/** The lines of a statement or row that has not ended. */
export class HeldText {
  bytes: Buffer = NO_BYTES;
  /** Bytes that are held, with the break of each line. */
  length = 0;
  private offset = 0;
  private number = 0;

  /** Copies a line behind those that are held. Returns where it begins in `bytes`. */
  add(bytes: Buffer, start: number, end: number, offset: number, number: number): number {
    if (this.length === 0) [this.offset, this.number] = [offset, number];
    const from = this.length;
    const to = from + end - start;
    if (to >= this.bytes.length) {
      const room = Buffer.allocUnsafe(Math.max(SMALLEST, 2 * to));
      this.bytes.copy(room, 0, 0, from);
      this.bytes = room;
    }
    bytes.copy(this.bytes, from, start, end);
    this.bytes[to] = BREAK;
    this.length = to + 1;
    return from;
  }

  /** Gives what is held away, and holds nothing any more. */
  take(): Lines {
    const { bytes, length, offset, number } = this;
    this.bytes = NO_BYTES;
    this.length = 0;
    return { bytes, start: 0, end: length, offset, number };
  }
}

/** Takes the first of some lines off them: where it is without its break. */
export function takeLine(lines: Lines): Lines {
  const { bytes, start, offset, number } = lines;
  const end = bytes.indexOf(BREAK, start);
  lines.start = end + 1;
  lines.offset += end + 1 - start;
  lines.number++;
  return { bytes, start, end, offset, number };
}

const NO_BYTES = Buffer.alloc(0);
