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

/**
 * Line of the log, from 1, on which the first one stands: behind it a text editor gives lines other numbers. Reads the file up to
 * there. One at its very end moves no line and counts for none.
 */
export async function firstLoneReturn(path: string): Promise<number | undefined> {
  let line = 1;
  for await (const text of textsOf(path)) {
    const at = loneReturn(text, 0);
    line += breaksIn(at < 0 ? text : text.subarray(0, at));
    if (at >= 0) return line;
  }
  return undefined;
}

/**
 * Line of the log, from 1, that a text editor shows on a line of its own.
 * @param shown line of the text editor, from 0
 */
export async function logLineOf(path: string, shown: number): Promise<number> {
  let line = 1;
  let left = shown;
  for await (const text of textsOf(path)) {
    for (let at = 0; at < text.length && left > 0; at++) {
      if (text[at] === LF) line++;
      else if (text[at] !== CR || at + 1 === text.length || text[at + 1] === LF) continue;
      left--;
    }
    if (left === 0) break;
  }
  return line;
}

/** The text of a file in blocks. A carriage return at the end of one is at the start of the next as well, with what follows it. */
async function* textsOf(path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const block = Buffer.alloc(1 + BLOCK);
    for (let held = 0; ;) {
      const { bytesRead } = await file.read(block, held, BLOCK);
      if (bytesRead === 0) return;
      const text = block.subarray(0, held + bytesRead);
      yield text;
      held = text.at(-1) === CR ? 1 : 0;
      block[0] = CR;
    }
  } finally {
    await file.close();
  }
}

function breaksIn(text: Buffer): number {
  let count = 0;
  for (let at = text.indexOf(LF); at >= 0; at = text.indexOf(LF, at + 1)) count++;
  return count;
}

/** Puts a space, as long as it is, in place of each one. */
export function blankLoneReturns(bytes: Buffer): Buffer {
  for (let at = loneReturn(bytes, 0); at >= 0; at = loneReturn(bytes, at)) bytes[at] = SPACE;
  return bytes;
}
