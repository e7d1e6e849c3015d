import { setImmediate } from 'node:timers/promises';
import { readFileBlocks } from '../files/file-blocks.ts';
import { GzipError, GzipInput, TextSum } from './gzip-input.ts';
import { type GzipRestarts, type RestartPoint, windowOf } from './gzip-restarts.ts';
import { Inflater } from '../inflate/inflater.ts';
import type { Source } from '../files/source.ts';

/** Block of a file that is read from a point: what is wanted mostly stands close after it. */
const FEW_BYTES = 1 << 17;

/** Members without text in a row: they bring nothing, so nobody could stop what goes through them. */
const MAX_EMPTY_BLOCKS = 1 << 16;

/** True for logs whose text can be read from restart points. */
export function hasRestarts({ container, compression, encoding }: Source): boolean {
  return container === 'file' && compression === 'gzip' && encoding === 'utf8';
}

/**
 * The text of a gzip file (RFC 1952) of any number of members, on this thread. Each block is valid until the next one is
 * asked for.
 * @param restarts takes places to begin at next time: each costs a third of a millisecond
 * @throws when the data ends too early, after all that could be unpacked was given, and when it is damaged, at the end of the
 * damaged block at the latest: up to a quarter of a megabyte before it is not given, and what is given of that block may be
 * other text
 */
export function unpackGzip(raw: AsyncIterable<Buffer>, restarts?: GzipRestarts): AsyncGenerator<Buffer> {
  return unpack(raw, restarts, undefined);
}

/**
 * The text of a gzip log from some byte on.
 * @returns where it begins: at the byte or before it
 */
export function readGzipFrom(
  source: Source,
  restarts: GzipRestarts,
  offset: number,
): { offset: number; text: AsyncIterable<Buffer> } {
  const point = restarts.before(offset);
  const raw = readFileBlocks(source.file, point?.byte ?? 0, undefined, Infinity, FEW_BYTES);
  return { offset: point?.offset ?? 0, text: unpack(raw, undefined, point) };
}

async function* unpack(
  raw: AsyncIterable<Buffer>,
  restarts: GzipRestarts | undefined,
  point: RestartPoint | undefined,
): AsyncGenerator<Buffer> {
  const inflater = Inflater.take();
  const input = new GzipInput(raw, inflater, point?.byte ?? 0);
  /** Bytes of text that were given, and members since the last of them. */
  let offset = 0;
  let empty = 0;
  try {
    for (let isFirst = true; ; isFirst = false) {
      if (++empty > MAX_EMPTY_BLOCKS) throw GzipError.damaged();
      if (isFirst && point !== undefined) {
        await input.more();
        inflater.begin(windowOf(point), point.bit);
      } else {
        if (!(await input.passHeader(isFirst))) return;
        inflater.begin();
      }
      const sum = isFirst && point !== undefined ? undefined : new TextSum();
      for (let isOver = false; !isOver;) {
        const pause = inflater.unpack(input.isWhole);
        if (pause === 'block') {
          const { byte, bit } = input.place;
          if (restarts?.wantsAt(byte) === true) restarts.add(offset + inflater.text.length, byte, bit, inflater.window);
        } else if (pause === 'input' && !input.isWhole) {
          await input.more();
        } else {
          // Before damage is noticed it may have made other text of the data: what was not given yet is left out.
          if (pause === 'damaged') throw GzipError.damaged();
          const { text } = inflater;
          sum?.add(text);
          offset += text.length;
          if (text.length > 0) {
            empty = 0;
            yield text;
          }
          inflater.takeText();
          // Nothing above waits while there is data: others have to have their turn.
          await setImmediate();
          if (pause === 'input') throw GzipError.cut();
          isOver = pause === 'over';
        }
      }
      await input.passTrailer(sum);
    }
  } finally {
    inflater.release();
    await input.close();
  }
}
