import assert from 'node:assert/strict';
import test from 'node:test';
import { processorMs } from '../../../../test/harness/processor-ms.ts';
import type { EntryRange, EntrySink } from './entry.ts';
import { YamlFramer } from './yaml-framer.ts';

interface Seen {
  what: string;
  line: number;
  lines: number;
}

class Recorder implements EntrySink {
  readonly seen: Seen[] = [];
  readonly wantsText = false;
  isText(): boolean {
    return false;
  }
  value(value: unknown, _raw: boolean, range: EntryRange): void {
    this.note(JSON.stringify(value), range);
  }
  row(): void {
    this.seen.push({ what: 'row', line: 0, lines: 0 });
  }
  text(text: string, range: EntryRange): void {
    this.note(text, range);
  }
  skip(_reason: string, range: EntryRange): void {
    this.note('skipped', range);
  }
  reject(reason: string, range: EntryRange): void {
    this.note(reason, range);
  }
  end(): void {
    // The list of what was seen ends as well.
  }
  private note(what: string, { line, lines }: EntryRange): void {
    this.seen.push({ what, line, lines });
  }
}

function frame(text: string): Seen[] {
  const recorder = new Recorder();
  const framer = new YamlFramer(recorder);
  framer.push(Buffer.from(text));
  framer.end();
  return recorder.seen;
}

test('the calls of every document are read, where recordings stand behind each other', () => {
  const seen = frame('interactions:\n- a: 1\n- b: 2\n---\ninteractions:\n- c: 3\n');
  assert.deepEqual(
    seen.filter(({ what }) => what !== 'skipped').map(({ what, line }) => [what, line]),
    [
      ['{"a":1}', 2],
      ['{"b":2}', 3],
      ['{"c":3}', 6],
    ],
  );
  assert.equal(
    seen.reduce((sum, { lines }) => sum + lines, 0),
    6,
  );
});

test('a text of faults is rejected at the first of them', () => {
  const text = `interactions:\n- a: 1\n${' {"b">[{"c":"d"}]}e: (f     g\n---\n'.repeat(1000)}`;
  const start = processorMs();
  assert.deepEqual(frame(text), [{ what: 'not a recording in valid YAML', line: 1, lines: 2002 }]);
  assert.ok(processorMs() - start < 500);
});
