import assert from 'node:assert/strict';
import test from 'node:test';
import type { EntryRange, EntrySink } from './entry.ts';
import { YamlFramer } from './yaml-framer.ts';
import { growthOf, LINEAR } from '../../../../test/harness/work.ts';

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

test('a text of faults is rejected at the first of them', async () => {
  const growth = await growthOf((faults) => {
    const text = `interactions:\n- a: 1\n${' {"b">[{"c":"d"}]}e: (f     g\n---\n'.repeat(faults)}`;
    assert.deepEqual(frame(text), [{ what: 'not a recording in valid YAML', line: 1, lines: 2 * faults + 2 }]);
  }, 250);
  assert.ok(growth < LINEAR, String(growth));
});

/** What became of each call, and at which line. */
function calls(text: string): [string, number][] {
  return frame(text)
    .filter(({ what }) => what !== 'skipped')
    .map(({ what, line }) => [what, line]);
}

const INVALID = 'not a recording in valid YAML';

test('types of other languages are taken for what they hold', () => {
  const text =
    'interactions:\n- a: !ruby/object:X {b: 1}\n- a: !binary |\n    eA==\n- a: !!python/tuple [1, 2]\n- a: 2020-01-01\n';
  assert.deepEqual(calls(text), [
    ['{"a":{"b":1}}', 2],
    ['{"a":"eA==\\n"}', 3],
    ['{"a":[1,2]}', 5],
    ['{"a":"2020-01-01"}', 6],
  ]);
});

test('an alias stands for what it names; one that leads nowhere costs its call', () => {
  const text = 'interactions:\n- a: &x [1]\n- a: *x\n- a: *y\n- *y\n- a: 2\n';
  assert.deepEqual(calls(text), [
    ['{"a":[1]}', 2],
    ['{"a":[1]}', 3],
    [INVALID, 4],
    [INVALID, 5],
    ['{"a":2}', 6],
  ]);
});

test('aliases of aliases that stand for more than memory holds cost their call, and so do those that go in a circle', () => {
  const levels = Array.from({ length: 30 }, (_, n) => `    l${n}: &l${n} [*l${n - 1}, *l${n - 1}]\n`).join('');
  const text = `interactions:\n- a: 1\n- b:\n    x: &l-1 x\n${levels}- &c\n  d: *c\n`;
  assert.deepEqual(calls(text), [
    ['{"a":1}', 2],
    [INVALID, 3],
    [INVALID, 35],
  ]);
});

test('lists under two keys of one name are both read: none hides the other', () => {
  assert.deepEqual(calls('interactions:\n- a: 1\ninteractions:\n- b: 2\n'), [
    ['{"a":1}', 2],
    ['{"b":2}', 4],
  ]);
});

test('calls that share a line are rejected: they have no place of their own', () => {
  assert.deepEqual(calls('interactions:\n  [{a: 1}, {b: 2}]\n'), [[INVALID, 2]]);
});

test('a byte order mark moves no call', () => {
  const recorder = new Recorder();
  const framer = new YamlFramer(recorder);
  const text = '\uFEFFinteractions:\n- a: é\n- b: 1\n';
  const ranges: number[][] = [];
  recorder.value = (_value, _raw, { offset, length }) => ranges.push([offset, length]);
  framer.push(Buffer.from(text));
  framer.end();
  assert.deepEqual(ranges, [
    [17, 8],
    [25, 7],
  ]);
});
