import { openFile } from '../files/file-head.ts';
import { isSeekable, type Source } from '../files/source.ts';
import { BEFORE_CUT, cutBefore, isJsonLines, PROBE_BYTES } from './split-points.ts';

/** Text that is looked at in one step. */
const STEP_BYTES = 64 << 10;
const [RETURN, CLOSING] = [0x0d, 0x7d];

/**
 * Where the last value begins in a file of one JSON object per line that is being written: whatever is written to it, what comes
 * before is read as it is now. A line may be half written, and is behind the cut.
 * @returns 0 where there is no such place, or the log is no such file
 */
export async function lastCut(source: Source): Promise<number> {
  if (source.container !== 'file' || !isSeekable(source)) return 0;
  const handle = await openFile(source.file).catch(() => undefined);
  if (handle === undefined) return 0;
  const read = async (from: number, to: number): Promise<Buffer> => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(to - from), 0, to - from, from);
    return buffer.subarray(0, bytesRead);
  };
  try {
    const { size } = await handle.stat();
    if (!isJsonLines(await read(0, Math.min(size, PROBE_BYTES)))) return 0;
    // A step ends with the bytes that the one behind it began with: a cut is seen by what stands around it.
    for (let to = size; to > 0; to -= STEP_BYTES) {
      const from = Math.max(0, to - STEP_BYTES - AROUND);
      const cut = cutIn(await read(from, to), from === 0 ? 0 : BEFORE_CUT);
      if (cut !== undefined) return from + cut;
    }
    return 0;
  } catch {
    return 0;
  } finally {
    await handle.close();
  }
}

/** Bytes around a cut: what comes before it, a line break of one or two bytes, and the beginning of the next value. */
const AROUND = BEFORE_CUT + 4;

/** Behind a closing and before an opening bracket: no value that spans lines has that inside it. */
function cutIn(text: Buffer, least: number): number | undefined {
  for (let at = cutBefore(text, text.length); at > least; at = cutBefore(text, at)) {
    if (text[text[at - 1] === RETURN ? at - 2 : at - 1] === CLOSING) return at + 1;
  }
  return undefined;
}
