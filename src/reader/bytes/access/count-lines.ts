import { readBlocks } from './block-reader.ts';
import type { Source } from '../files/source.ts';

/** Bytes `start` to `end` of a text; it owns the lines that start inside it. */
export interface ByteRange {
  start: number;
  end: number;
}

const LINE_BREAK = 0x0a;

/** Number of lines that start inside a range of a file that can be read from the middle. */
export async function countLines(source: Source, range: ByteRange): Promise<number> {
  let position = Math.max(0, range.start - 1);
  // A line starts at byte 0 and after every line break.
  let count = range.start === 0 && range.end > 0 ? 1 : 0;
  for await (const block of readBlocks(source, position)) {
    count += lineBreaksIn(block.subarray(0, Math.max(0, range.end - 1 - position)));
    position += block.length;
    if (position >= range.end) break;
  }
  return count;
}

/** Number of lines in whole lines. The last one needs no line break. */
export function linesIn(text: Buffer): number {
  const isOpen = text.length > 0 && text[text.length - 1] !== LINE_BREAK;
  return lineBreaksIn(text) + (isOpen ? 1 : 0);
}

function lineBreaksIn(text: Buffer): number {
  let count = 0;
  for (let at = text.indexOf(LINE_BREAK); at >= 0; at = text.indexOf(LINE_BREAK, at + 1)) count++;
  return count;
}
