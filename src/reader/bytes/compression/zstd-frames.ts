type Part = 'magic' | 'skippable' | 'descriptor' | 'header' | 'block' | 'pass';

/**
 * Most bytes of text that a frame may look back on: as much as zstd itself takes unless it is told otherwise. A decompressor holds
 * them in memory, and a hundred bytes may ask for 2 GB.
 */
const MAX_WINDOW_BYTES = 128 << 20;

/**
 * Follows the frames of a zstd stream (RFC 8878, section 3.1) without unpacking them, to tell at the end whether the last
 * one is whole: Node's own decompressor takes a stream that ends in the middle without a word. A frame that asks for too much
 * memory is refused before it is unpacked.
 */
export class ZstdFrames {
  private part: Part = 'magic';
  private need = 4;
  private value = 0;
  private have = 0;
  /** What comes after the bytes that are passed over. */
  private next: Part = 'magic';
  private checksum = false;
  private single = false;
  private sizeBytes = 0;
  private readonly seen: number[] = [];

  /** True between two frames. */
  get whole(): boolean {
    return this.part === 'magic' && this.have === 0;
  }

  /** @throws when a frame asks for more memory than it gets */
  push(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.part === 'pass') {
        const passed = Math.min(this.need, bytes.length - at);
        this.need -= passed;
        at += passed;
        if (this.need === 0) this.expect(this.next);
        continue;
      }
      // Little-endian; multiplied because a shift by 24 may turn negative.
      this.seen.push(bytes[at]!);
      this.value += bytes[at++]! * 2 ** (8 * this.have++);
      if (this.have === this.need) this.read(this.value);
    }
  }

  private read(value: number): void {
    switch (this.part) {
      case 'magic':
        this.expect(value >= SKIPPABLE && value < SKIPPABLE + 16 ? 'skippable' : 'descriptor');
        return;
      case 'skippable':
        this.pass(value, 'magic');
        return;
      case 'descriptor': {
        this.single = (value & 0x20) !== 0;
        this.checksum = (value & 0x04) !== 0;
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
      default: {
        const isLast = (value & 1) === 1;
        const isRun = ((value >> 1) & 3) === 1;
        const after = isLast ? 'magic' : 'block';
        this.pass((isRun ? 1 : value >> 3) + (isLast && this.checksum ? 4 : 0), after);
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

const SKIPPABLE = 0x184d2a50;

const LENGTHS: Readonly<Record<Part, number>> = { magic: 4, skippable: 4, descriptor: 1, header: 0, block: 3, pass: 0 };

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
