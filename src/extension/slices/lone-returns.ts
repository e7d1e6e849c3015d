/**
 * Carriage returns that no line feed follows. A log does not end a line there, and a text editor does: from there on its lines
 * have other numbers. They come in binary junk, in CSV fields, and from programs that draw progress bars.
 */
import { open } from 'node:fs/promises';

const CR = 0x0d;
const LF = 0x0a;
const SPACE = 0x20;
const BLOCK = 1 << 20;

/** Position of the first one from `from` on, where the text goes on after it; -1 when there is none. */
function loneReturn(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(CR, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(CR, at + 1))
    if (bytes[at + 1] !== LF) return at;
  return -1;
}

/** Reads a file up to the first one; one at its very end moves no line and counts for none. */
export async function hasLoneReturn(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    // Room for the last byte of the block before, which may be one.
    const block = Buffer.alloc(1 + BLOCK);
    for (let held = 0; ;) {
      const { bytesRead } = await file.read(block, held, BLOCK);
      if (bytesRead === 0) return false;
      const text = block.subarray(0, held + bytesRead);
      if (loneReturn(text, 0) >= 0) return true;
      held = text.at(-1) === CR ? 1 : 0;
      block[0] = CR;
    }
  } finally {
    await file.close();
  }
}

/** Puts a space, as long as it is, in place of each one. */
export function blankLoneReturns(bytes: Buffer): Buffer {
  for (let at = loneReturn(bytes, 0); at >= 0; at = loneReturn(bytes, at)) bytes[at] = SPACE;
  return bytes;
}
