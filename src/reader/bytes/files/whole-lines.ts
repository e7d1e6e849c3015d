import { openFile } from './file-head.ts';
import { isSeekable, type Source } from './source.ts';

/** Text that is looked at in one step for the last line break. */
const STEP_BYTES = 64 << 10;

/**
 * The part of a log that ends with its last line break: a line that is still being written is not read before it is whole.
 * A file that has rested for `restMs` is taken as it is, and so is what cannot be read from the middle.
 * @param now in ms
 * @returns undefined when there is no whole line yet
 */
export async function wholeLines(source: Source, restMs: number, now = Date.now()): Promise<Source | undefined> {
  if (source.container !== 'file' || !isSeekable(source)) return source;
  const handle = await openFile(source.file).catch(() => undefined);
  if (handle === undefined) return source;
  try {
    const { size, mtimeMs } = await handle.stat();
    for (let to = size; to > 0; to -= STEP_BYTES) {
      const from = Math.max(0, to - STEP_BYTES);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(to - from), 0, to - from, from);
      const end = buffer.subarray(0, bytesRead).lastIndexOf(10);
      if (end < 0) continue;
      const whole = now - mtimeMs >= restMs ? size : from + end + 1;
      return { ...source, size: whole, within: { start: 0, end: whole } };
    }
    return now - mtimeMs >= restMs && size > 0 ? source : undefined;
  } finally {
    await handle.close();
  }
}
