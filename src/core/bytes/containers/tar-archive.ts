export interface TarMember {
  name: string;
  /** Bytes of the unpacked archive that hold the file. */
  start: number;
  end: number;
}

/** Most files of an archive that are read, as many as one scan takes. One more is kept to know of the rest. */
export const MAX_MEMBERS = 65_535;

const BLOCK = 512;
/** Longest extended header that is read; the longest path of any system is far below. */
const MAX_HEADER_BYTES = 1 << 20;

/**
 * Follows the headers of a tar archive (POSIX ustar and pax, and long names of GNU) in a text that arrives in blocks.
 * Only regular files are members.
 */
export class TarIndex {
  readonly members: TarMember[] = [];
  private offset = 0;
  private pending = Buffer.alloc(0);
  /** Bytes to pass over before the next header. */
  private toPass = 0;
  /** Bytes of an extended header that are being gathered. */
  private toGather = 0;
  private gathered: 'pax' | 'name' | undefined;
  private longName: string | undefined;

  push(block: Buffer): void {
    let at = 0;
    while (at < block.length) {
      if (this.toPass > 0) {
        const passed = Math.min(this.toPass, block.length - at);
        this.toPass -= passed;
        this.offset += passed;
        at += passed;
        continue;
      }
      const wanted = (this.gathered === undefined ? BLOCK : this.toGather) - this.pending.length;
      const part = block.subarray(at, at + wanted);
      this.pending = Buffer.concat([this.pending, part]);
      this.offset += part.length;
      at += part.length;
      if (part.length < wanted) return;
      const whole = this.pending;
      this.pending = Buffer.alloc(0);
      if (this.gathered === undefined) this.readHeader(whole);
      else this.readExtended(whole);
    }
  }

  private readHeader(header: Buffer): void {
    const size = sizeOf(header);
    const padded = Math.ceil(size / BLOCK) * BLOCK;
    const type = String.fromCharCode(header[156] ?? 0);
    if ((type === 'x' || type === 'L') && size > 0 && size <= MAX_HEADER_BYTES) {
      this.gathered = type === 'x' ? 'pax' : 'name';
      this.toGather = padded;
      return;
    }
    const isFile = type === '0' || type === '\0' || type === '7';
    if (isFile && header[0] !== 0 && size > 0 && this.members.length <= MAX_MEMBERS) {
      const prefix = textAt(header, 345, 155);
      const short = textAt(header, 0, 100);
      const name = this.longName ?? (prefix === '' ? short : `${prefix}/${short}`);
      this.members.push({ name, start: this.offset, end: this.offset + size });
    }
    this.longName = undefined;
    this.toPass = padded;
  }

  private readExtended(text: Buffer): void {
    if (this.gathered === 'name') this.longName = textAt(text, 0, text.length);
    else this.longName = /(?:^|\n)\d+ path=([^\n]*)\n/.exec(text.toString('utf8'))?.[1] ?? this.longName;
    this.gathered = undefined;
  }
}

function textAt(bytes: Buffer, from: number, length: number): string {
  const field = bytes.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? field.length : end);
}

/** Octal digits, or a binary number whose first byte is 0x80 for files of 8 GB and more. */
function sizeOf(header: Buffer): number {
  if (header[124] === 0x80) return Number(header.readBigUInt64BE(128));
  const size = Number.parseInt(textAt(header, 124, 12).trim(), 8);
  return Number.isNaN(size) ? 0 : size;
}
