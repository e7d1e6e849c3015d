import type { TextBytes } from './text-bytes.ts';

/** A line of the text, without its break. */
export interface TextLine {
  offset: number;
  length: number;
}

const CHUNK_BYTES = 1 << 18;
/** Bytes that one question may read: rows of long lines come fewer at a time. */
const MAX_BYTES = 16 << 20;
/** A line longer than this ends where it is looked at no further; the core reads none longer than 256 MB either. */
const MAX_LINE_BYTES = 256 << 20;
const BREAK = 0x0a;

/** Start of the line that holds a byte. */
export async function lineStart(text: TextBytes, offset: number): Promise<number> {
  let end = offset;
  for (let size = 4096; end > 0; size = Math.min(2 * size, 4 << 20)) {
    const from = Math.max(0, end - size);
    const bytes = await text.read(from, end - from);
    const at = bytes.lastIndexOf(BREAK);
    if (at >= 0) return from + at + 1;
    end = from;
  }
  return 0;
}

/**
 * The lines from the one that starts at `offset`, at most `count`: fewer at the end of the text, or when they are long.
 * `last` says that the text ends with them.
 */
export async function linesFrom(
  text: TextBytes,
  offset: number,
  count: number,
): Promise<{ lines: TextLine[]; last: boolean }> {
  const lines: TextLine[] = [];
  let start = offset;
  let position = offset;
  for (let size = CHUNK_BYTES; lines.length < count; size = Math.min(2 * size, 4 << 20)) {
    if (position - offset >= MAX_BYTES && lines.length > 0) return { lines, last: false };
    const bytes = await text.read(position, size);
    for (let at = bytes.indexOf(BREAK); at >= 0 && lines.length < count; at = bytes.indexOf(BREAK, at + 1)) {
      lines.push({ offset: start, length: position + at - start });
      start = position + at + 1;
    }
    position += bytes.length;
    const ended = bytes.length < size;
    if ((ended || position - start > MAX_LINE_BYTES) && lines.length < count) {
      if (position > start) lines.push({ offset: start, length: position - start });
      return { lines, last: true };
    }
  }
  return { lines, last: text.length !== null && start >= text.length };
}

/** The lines before the one that starts at `offset`, at most `count`, in the order of the text. */
export async function linesBefore(text: TextBytes, offset: number, count: number): Promise<TextLine[]> {
  const lines: TextLine[] = [];
  let end = offset;
  while (end > 0 && lines.length < count && (lines.length === 0 || offset - end < MAX_BYTES)) {
    // The break at `end - 1` ends the line before; without one, the text ends without a break.
    const bare = (await text.read(end - 1, 1))[0] === BREAK ? end - 1 : end;
    const start = await lineStart(text, bare);
    lines.unshift({ offset: start, length: bare - start });
    end = start;
  }
  return lines;
}
