import { readBlocks } from '../../reader/bytes/access/block-reader.ts';
import { BLOCK_BYTES } from '../../reader/bytes/files/file-blocks.ts';
import { LineSplitter } from '../../reader/bytes/framing/line-splitter.ts';
import type { Source } from '../../reader/bytes/files/source.ts';

/** A line that holds the text. */
export interface Hit {
  offset: number;
  length: number;
  /** From 1. */
  line: number;
}

export interface SearchControl {
  /** Told after each block: what was found since, and how many bytes of the text are behind. */
  onHits: (hits: Hit[], bytes: number) => void;
  stopped: () => boolean;
  /** Hits after which the search ends. */
  limit: number;
}

/** Milliseconds between two calls of `onHits`. */
const PACE_MS = 100;

/**
 * Looks through a log for the lines that hold a text, upper and lower case of the Latin letters alike. JSON writes some
 * characters in other ways (`\"`, `\n`, `\u00e9`): those are looked for too. No pattern: the time is linear in the log.
 * @returns true when it ended at the limit
 */
export async function searchLines(source: Source, text: string, control: SearchControl): Promise<boolean> {
  const needles = needlesOf(text);
  let found: Hit[] = [];
  let total = 0;
  let line = 0;
  let told = Date.now();
  let bytes = 0;
  /** Block being read, with its letters lowered, and the next place of a needle in it. */
  let lowered: Buffer = Buffer.alloc(0);
  const small = new Lowered();
  let block: Buffer | undefined;
  let next = -1;
  const nextFrom = (from: number): number => {
    let first = -1;
    for (const needle of needles) {
      const at = lowered.indexOf(needle, from);
      if (at >= 0 && (first < 0 || at < first)) first = at;
    }
    return first;
  };
  const splitter = new LineSplitter({
    line: (held, start, end, offset) => {
      line++;
      if (held !== block) {
        block = held;
        lowered = small.of(held);
        next = nextFrom(0);
      }
      if (next >= 0 && next < start) next = nextFrom(start);
      // A needle holds no line break, so one that begins in the line ends in it.
      if (next < 0 || next >= end) return;
      found.push({ offset, length: end - start, line });
      total++;
    },
    longLine: () => {
      line++;
    },
  });
  for await (const read of readBlocks(source)) {
    if (control.stopped()) break;
    // The reader fills its two buffers in turn: the same object may contain other bytes now.
    block = undefined;
    splitter.push(read);
    bytes += read.length;
    if (total >= control.limit) break;
    if (Date.now() - told < PACE_MS) continue;
    told = Date.now();
    control.onHits(found, bytes);
    found = [];
  }
  if (total < control.limit && !control.stopped()) {
    block = undefined;
    splitter.end();
  }
  control.onHits(found.slice(0, found.length - Math.max(0, total - control.limit)), bytes);
  return total >= control.limit;
}

/**
 * Bytes with the capital letters of ASCII made small, in memory that is used again. Four bytes at a time: with a table,
 * one by one, lowering took four fifths of a search.
 */
class Lowered {
  private words = new Int32Array(BLOCK_BYTES / 4);
  private bytes = Buffer.from(this.words.buffer);

  /** Valid until the next call. */
  of(text: Buffer): Buffer {
    if (this.bytes.length < text.length) {
      this.words = new Int32Array(Math.ceil(text.length / 4));
      this.bytes = Buffer.from(this.words.buffer);
    }
    const { words, bytes } = this;
    bytes.set(text);
    const count = Math.ceil(text.length / 4);
    for (let at = 0; at < count; at++) {
      const word = words[at]!;
      const low = word & 0x7f7f7f7f;
      // In the high bit of each byte: at least A, and more than Z. Bytes of other letters have it set themselves.
      const isCapital = ~word & 0x80808080 & ((low + 0x3f3f3f3f) ^ (low + 0x25252525));
      words[at] = word | (isCapital >>> 2);
    }
    return bytes.subarray(0, text.length);
  }
}

/** The text in the forms in which its bytes may be in a log, Latin letters lowered. */
function needlesOf(text: string): Buffer[] {
  const escaped = JSON.stringify(text).slice(1, -1);
  const ascii = escaped.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const forms = [text, escaped, ascii, ascii.replaceAll('/', '\\/')].filter((form) => !form.includes('\n'));
  const small = new Lowered();
  return [...new Set(forms)].map((form) => Buffer.from(small.of(Buffer.from(form, 'utf8'))));
}
