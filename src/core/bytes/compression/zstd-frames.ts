type Part = 'magic' | 'skippable' | 'descriptor' | 'block' | 'pass';

/**
 * Follows the frames of a zstd stream (RFC 8878, section 3.1) without unpacking them, to tell at the end whether the last
 * one is whole: Node's own decompressor takes a stream that ends in the middle without a word.
 */
export class ZstdFrames {
  private part: Part = 'magic';
  private need = 4;
  private value = 0;
  private have = 0;
  /** What comes after the bytes that are passed over. */
  private next: Part = 'magic';
  private checksum = false;

  /** True between two frames. */
  get whole(): boolean {
    return this.part === 'magic' && this.have === 0;
  }

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
        const single = (value & 0x20) !== 0;
        this.checksum = (value & 0x04) !== 0;
        const sizeField = [single ? 1 : 0, 2, 4, 8][value >> 6]!;
        this.pass((single ? 0 : 1) + [0, 1, 2, 4][value & 3]! + sizeField, 'block');
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
  }

  private pass(bytes: number, next: Part): void {
    this.expect(bytes === 0 ? next : 'pass');
    if (bytes > 0) this.need = bytes;
    this.next = next;
  }
}

const SKIPPABLE = 0x184d2a50;

const LENGTHS: Readonly<Record<Part, number>> = { magic: 4, skippable: 4, descriptor: 1, block: 3, pass: 0 };
