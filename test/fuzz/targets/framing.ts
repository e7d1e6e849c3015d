/** Cutting text into lines, values, rows and calls of recordings: every line has one fate, and blocks make no difference. */
import assert from 'node:assert/strict';
import { SniffingFramer } from '../../../src/reader/bytes/framing/read-entries.ts';
import type { EntryRange, EntrySink } from '../../../src/reader/bytes/framing/entry.ts';
import { LineTally } from '../../../src/reader/records/reading/line-counts.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { sampleLogs, seedsOf } from '../seed-files.ts';

/** Small enough for inputs to reach it. */
const LIMIT = 1024;

class Recorder implements EntrySink {
  readonly entries: string[] = [];
  readonly tally = new LineTally(0);
  private last = 0;

  get wantsText(): boolean {
    return false;
  }

  isText(): boolean {
    return false;
  }

  value(value: unknown, _raw: boolean, range: EntryRange, prefix: string): void {
    this.note(`value ${typeof value} behind ${prefix.length}`, range);
    this.tally.mark('record', '', range);
  }

  row(cells: Readonly<Record<string, unknown>>, range: EntryRange): void {
    this.note(`row ${Object.keys(cells).length}`, range);
    this.tally.mark('record', '', range);
  }

  text(text: string, range: EntryRange): void {
    this.note(`text ${text.length}`, range);
    this.tally.mark('rejected', 'text', range);
  }

  skip(reason: string, range: EntryRange): void {
    this.note(reason, range);
    this.tally.mark('skipped', reason, range);
  }

  reject(reason: string, range: EntryRange): void {
    this.note(reason, range);
    this.tally.mark('rejected', reason, range);
  }

  end(): void {
    this.entries.push('end');
  }

  private note(what: string, { line, lines, offset, length }: EntryRange): void {
    assert.ok(line >= 1 && lines >= 1 && offset >= 0 && length >= 0, `range ${line} ${lines} ${offset} ${length}`);
    assert.ok(line >= this.last, 'entries come in the order of the text');
    this.last = line;
    this.entries.push(`${what} ${line}+${lines} ${offset}+${length}`);
  }
}

function frame(input: Buffer, blockBytes: number): Recorder {
  const recorder = new Recorder();
  const framer = new SniffingFramer(recorder, LIMIT);
  for (let at = 0; at < input.length; at += blockBytes) {
    // Readers reuse their blocks.
    const block = Buffer.from(input.subarray(at, at + blockBytes));
    framer.push(block);
    block.fill(0x2a);
  }
  framer.end();
  const { lines, records, rejected, skipped } = recorder.tally.finish();
  assert.equal(lines, records + rejected + skipped);
  assert.equal(lines, framer.lines);
  assert.equal(lines, newlines(input) + (input.length > 0 && input.at(-1) !== 0x0a ? 1 : 0), 'every line is counted');
  return recorder;
}

function newlines(input: Buffer): number {
  let count = 0;
  for (const byte of input) if (byte === 0x0a) count++;
  return count;
}

function run(input: Buffer): string {
  const whole = frame(input, input.length || 1);
  const cut = frame(input, 1 + (input.length % 97));
  assert.deepEqual(cut.entries, whole.entries, 'blocks make no difference');
  return [...new Set(whole.entries.map((entry) => entry.replace(/\d+/g, '')))].slice(0, 8).join('|');
}

export const framing: FuzzTarget = {
  name: 'framing',
  isText: true,
  text: 'splitter, arrays, tables',
  seeds: () => [...seedsOf('framing'), ...sampleLogs(/^(?!.*\.ya?ml$)/).map((log) => log.subarray(0, 3000))],
  run,
};

export const recordings: FuzzTarget = {
  name: 'recordings',
  isText: true,
  text: 'recordings in YAML',
  seeds: () => seedsOf('recordings'),
  run,
};
