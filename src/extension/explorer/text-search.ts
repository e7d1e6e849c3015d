import { readBlocks } from '../../core/bytes/block-reader.ts';
import { LineSplitter } from '../../core/bytes/line-splitter.ts';
import type { Source } from '../../core/bytes/source.ts';

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
        lowered = lower(held, lowered);
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
    // The reader fills its two buffers in turn: the same object may hold other bytes now.
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

/** Small letters for the capital ones of ASCII; all other bytes as they are. */
const LOWER = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte));

/** Lowers into `into` when it is long enough: most blocks are of one size. */
function lower(bytes: Buffer, into: Buffer = Buffer.alloc(0)): Buffer {
  const target = into.length === bytes.length ? into : Buffer.allocUnsafe(bytes.length);
  for (let at = 0; at < bytes.length; at++) target[at] = LOWER[bytes[at]!]!;
  return target;
}

/** The text as its bytes may stand in a log, Latin letters lowered. */
export function needlesOf(text: string): Buffer[] {
  const escaped = JSON.stringify(text).slice(1, -1);
  const ascii = escaped.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const forms = [text, escaped, ascii, ascii.replaceAll('/', '\\/')].filter((form) => !form.includes('\n'));
  return [...new Set(forms)].map((form) => lower(Buffer.from(form, 'utf8')));
}
