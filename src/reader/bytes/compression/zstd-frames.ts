type Part = 'magic' | 'skippable' | 'descriptor' | 'header' | 'block' | 'checksum' | 'pass';

/**
 * Most bytes of text that a frame may look back on: as much as zstd itself takes unless it is told otherwise. A decompressor holds
 * them in memory, and a hundred bytes may ask for 2 GB.
 */
const MAX_WINDOW_BYTES = 128 << 20;

/**
 * Follows the frames of a zstd stream (RFC 8878, section 3.1) without unpacking them, to tell where each ends, what its text
 * must sum up to, and at the end whether the last one is whole: Node's own decompressor takes a stream that ends in the middle
 * without a word. A frame that asks for too much memory is refused before it is unpacked.
 */
export class ZstdFrames {
  private part: Part = 'magic';
  private need = 4;
  private value = 0;
  private have = 0;
  /** What comes after the bytes that are passed over. */
  private next: Part = 'magic';
  private hasSum = false;
  private single = false;
  private sizeBytes = 0;
  private readonly seen: number[] = [];
  /** The checksum that the last frame ended with; undefined for one without. */
  sum: number | undefined;

  /** True between two frames. */
  get whole(): boolean {
    return this.part === 'magic' && this.have === 0;
  }

  /**
   * Follows the bytes to the end of the frame, or as far as there are any.
   * @returns how many those are
   * @throws when no frame begins where one should, or it asks for more memory than it gets
   */
  push(bytes: Uint8Array): number {
    let at = 0;
    while (at < bytes.length) {
      if (this.part === 'pass') {
        const passed = Math.min(this.need, bytes.length - at);
        this.need -= passed;
        at += passed;
        if (this.need === 0) this.expect(this.next);
        if (this.whole) return at;
        continue;
      }
      // Little-endian; multiplied because a shift by 24 may turn negative.
      this.seen.push(bytes[at]!);
      this.value += bytes[at++]! * 2 ** (8 * this.have++);
      if (this.have === this.need) this.read(this.value);
      if (this.whole) return at;
    }
    return at;
  }

  private read(value: number): void {
    switch (this.part) {
      case 'magic':
        this.sum = undefined;
        if (value !== FRAME && !(value >= SKIPPABLE && value < SKIPPABLE + 16))
          throw new Error('what follows in the compressed data is no zstd');
        this.expect(value === FRAME ? 'descriptor' : 'skippable');
        return;
      case 'skippable':
        this.pass(value, 'magic');
        return;
      case 'descriptor': {
        this.single = (value & 0x20) !== 0;
        this.hasSum = (value & 0x04) !== 0;
        this.sizeBytes = [this.single ? 1 : 0, 2, 4, 8][value >> 6]!;
        this.expect('header');
        this.need = (this.single ? 0 : 1) + [0, 1, 2, 4][value & 3]! + this.sizeBytes;
        return;
      }
      case 'header': {
        const window = this.single ? sizeIn(this.seen.slice(-this.sizeBytes)) : windowOf(this.seen[0]!);
        if (window > MAX_WINDOW_BYTES)
          throw new Error('a frame of the compressed data asks for more than 128 MB of memory');
        this.expect('block');
        return;
      }
      case 'checksum':
        this.sum = value;
        this.expect('magic');
        return;
      default: {
        const isLast = (value & 1) === 1;
        const isRun = ((value >> 1) & 3) === 1;
        const end = this.hasSum ? 'checksum' : 'magic';
        this.pass(isRun ? 1 : value >> 3, isLast ? end : 'block');
      }
    }
  }

  private expect(part: Part): void {
    this.part = part;
    this.need = LENGTHS[part];
    this.value = 0;
    this.have = 0;
    this.seen.length = 0;
  }

  private pass(bytes: number, next: Part): void {
    this.expect(bytes === 0 ? next : 'pass');
    if (bytes > 0) this.need = bytes;
    this.next = next;
  }
}

const FRAME = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;

const LENGTHS: Readonly<Record<Part, number>> = {
  magic: 4,
  skippable: 4,
  descriptor: 1,
  header: 0,
  block: 3,
  checksum: 4,
  pass: 0,
};

/** Window that a byte of a header stands for (RFC 8878, section 3.1.1.1.2). */
function windowOf(byte: number): number {
  const base = 2 ** (10 + (byte >> 3));
  return base + (base / 8) * (byte & 7);
}

/** Little-endian; 256 more in two bytes, since one does for less. */
function sizeIn(bytes: readonly number[]): number {
  const size = bytes.reduce((sum, byte, at) => sum + byte * 2 ** (8 * at), 0);
  return bytes.length === 2 ? size + 256 : size;
}
