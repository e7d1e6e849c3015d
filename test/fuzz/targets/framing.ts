/** Cutting text into lines, values, rows and calls of recordings: every line has one fate, and blocks make no difference. */
import assert from 'node:assert/strict';
import { HeadFramer } from '../../../src/core/bytes/framing/entries.ts';
import type { EntrySink, Span } from '../../../src/core/bytes/framing/entry.ts';
import { LineTally } from '../../../src/core/records/reading/line-counts.ts';
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

  value(value: unknown, _raw: boolean, span: Span, prefix: string): void {
    this.note(`value ${typeof value} behind ${prefix.length}`, span);
    this.tally.mark('record', '', span);
  }

  row(cells: Readonly<Record<string, unknown>>, span: Span): void {
    this.note(`row ${Object.keys(cells).length}`, span);
    this.tally.mark('record', '', span);
  }

  text(text: string, span: Span): void {
    this.note(`text ${text.length}`, span);
    this.tally.mark('rejected', 'text', span);
  }

  skip(reason: string, span: Span): void {
    this.note(reason, span);
    this.tally.mark('skipped', reason, span);
  }

  reject(reason: string, span: Span): void {
    this.note(reason, span);
    this.tally.mark('rejected', reason, span);
  }

  end(): void {
    this.entries.push('end');
  }

  private note(what: string, { line, lines, offset, length }: Span): void {
    assert.ok(line >= 1 && lines >= 1 && offset >= 0 && length >= 0, `span ${line} ${lines} ${offset} ${length}`);
    assert.ok(line >= this.last, 'entries come in the order of the text');
    this.last = line;
    this.entries.push(`${what} ${line}+${lines} ${offset}+${length}`);
  }
}

function frame(input: Buffer, blockBytes: number): Recorder {
  const recorder = new Recorder();
  const framer = new HeadFramer(recorder, LIMIT);
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
  text: 'splitter, arrays, tables',
  seeds: () => [...seedsOf('framing'), ...sampleLogs(/^(?!.*\.ya?ml$)/).map((log) => log.subarray(0, 3000))],
  run,
};

export const recordings: FuzzTarget = {
  name: 'recordings',
  text: 'recordings in YAML',
  seeds: () => seedsOf('recordings'),
  run,
};
