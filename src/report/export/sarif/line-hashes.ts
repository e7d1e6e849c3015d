/**
 * Hashes of log lines as code scanning computes them (`primaryLocationLineHash`, in the rolling hash of its upload action):
 * over the first hundred characters from the beginning of the line that are no blanks or tabs, running on into the lines
 * after it, and counted among equal ones from the top of the file. A host that finds the hash in an upload need not have
 * the log, and takes a finding whose line has moved for the one it knows.
 */
import { largest } from '../../../math/lists/many.ts';
import { StringDecoder } from 'node:string_decoder';
import { readBlocks } from '../../../reader/bytes/access/block-reader.ts';
import { isSeekable, type Source } from '../../../reader/bytes/files/source.ts';

/** Characters that are hashed. */
const WINDOW = 100;
const FACTOR = 37n;
/** Stands after the last character of a file. */
const END_OF_FILE = '\uffff';
/** Larger logs are in no repository, and would be read for minutes. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * Hashes by line number. Empty for a log that is packed or too large: no host could look at its lines.
 * @param lines numbers from 1
 * @throws when the log cannot be read
 */
export async function lineHashes(source: Source, lines: readonly number[]): Promise<Map<number, string>> {
  const hashes = new Map<number, string>();
  if (!isSeekable(source) || source.within !== undefined || source.size > MAX_BYTES) return hashes;
  const wanted = new Set(lines);
  const last = largest(wanted, 0);
  const windows = new Map<number, string>();
  await eachWindow(source, last, (line, window) => {
    if (wanted.has(line)) windows.set(line, window);
  });
  const counts = new Map([...windows.values()].map((window) => [window, 0]));
  await eachWindow(source, last, (line, window) => {
    const count = counts.get(window);
    if (count === undefined) return;
    counts.set(window, count + 1);
    if (wanted.has(line)) hashes.set(line, `${hashOf(window)}:${count + 1}`);
  });
  return hashes;
}

type TakeWindow = (line: number, window: string) => void;

/** Gives what is hashed of each line up to the last that is wanted, in their order. */
async function eachWindow(source: Source, last: number, take: TakeWindow): Promise<void> {
  const decoder = new StringDecoder('utf8');
  const windows = new LineWindows(take);
  for await (const block of readBlocks(source)) {
    windows.read(decoder.write(block));
    if (windows.done >= last) return;
  }
  windows.read(decoder.end());
  windows.end();
}

/** Lines whose hundred characters are not all seen, and the beginning of the next. */
class LineWindows {
  /** Lines that were given. */
  done = 0;
  private readonly open: string[] = [];
  private startsLine = true;
  private afterReturn = false;

  constructor(private readonly take: TakeWindow) {}

  read(text: string): void {
    for (let at = 0; at < text.length; at++) {
      // Within a line whose beginning is known, nothing matters but where it ends.
      if (this.open.length === 0 && !this.startsLine && !this.afterReturn) {
        at = nextBreak(text, at);
        if (at === text.length) return;
      }
      const character = text[at]!;
      if (character === ' ' || character === '\t' || (this.afterReturn && character === '\n')) {
        this.afterReturn = false;
        continue;
      }
      this.afterReturn = character === '\r';
      this.add(this.afterReturn ? '\n' : character);
    }
  }

  /** A file that ends in a line break has one more line, which holds its end. */
  end(): void {
    this.add(END_OF_FILE);
    for (const window of this.open.splice(0)) this.take(++this.done, window.padEnd(WINDOW, '\0'));
  }

  private add(character: string): void {
    if (this.startsLine) this.open.push('');
    this.startsLine = character === '\n';
    for (let at = 0; at < this.open.length; at++) this.open[at]! += character;
    if (this.open[0]?.length === WINDOW) this.take(++this.done, this.open.shift()!);
  }
}

/** Place of the next line break, or the length of the text. */
function nextBreak(text: string, from: number): number {
  LINE_BREAK.lastIndex = from;
  return LINE_BREAK.exec(text)?.index ?? text.length;
}

const LINE_BREAK = /[\r\n]/g;

function hashOf(window: string): string {
  let hash = 0n;
  for (let at = 0; at < WINDOW; at++) hash = BigInt.asUintN(64, hash * FACTOR + BigInt(window.charCodeAt(at)));
  return hash.toString(16);
}
