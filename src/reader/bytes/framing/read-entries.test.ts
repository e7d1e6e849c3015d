import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { SniffingFramer } from './read-entries.ts';
import type { EntryRange, EntrySink } from './entry.ts';
import { growthOf, LINEAR } from '../../../../test/harness/work.ts';

interface Seen {
  kind: string;
  what: unknown;
  line: number;
  lines: number;
  offset: number;
  length: number;
}

class Recorder implements EntrySink {
  readonly seen: Seen[] = [];
  ended = false;
  readonly wantsText = false;
  row(cells: Readonly<Record<string, unknown>>, range: EntryRange): void {
    this.seen.push({ kind: 'row', what: cells, ...range });
  }
  isText(): boolean {
    return false;
  }
  end(): void {
    this.ended = true;
  }
  value(value: unknown, _raw: boolean, range: EntryRange): void {
    this.seen.push({ kind: 'value', what: value, ...range });
  }
  text(text: string, range: EntryRange): void {
    this.seen.push({ kind: 'text', what: text, ...range });
  }
  skip(reason: string, range: EntryRange): void {
    this.seen.push({ kind: 'skip', what: reason, ...range });
  }
  reject(reason: string, range: EntryRange): void {
    this.seen.push({ kind: 'reject', what: reason, ...range });
  }
}

function read(text: string | Buffer, cuts: readonly number[] = []): { seen: Seen[]; lines: number } {
  const bytes = Buffer.from(text);
  const recorder = new Recorder();
  const framer = new SniffingFramer(recorder);
  const edges = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
  for (let index = 1; index < edges.length; index++) framer.push(bytes.subarray(edges[index - 1], edges[index]));
  framer.end();
  assert.ok(recorder.ended, 'the sink must learn that no more entries come');
  return { seen: recorder.seen, lines: framer.lines };
}

const values = (text: string): unknown[] =>
  read(text).seen.flatMap(({ kind, what }) => (kind === 'value' ? [what] : []));

/** Every line of the text must be covered by an entry, in order. */
function assertCovered(text: string | Buffer, { seen, lines }: ReturnType<typeof read>): void {
  const bytes = Buffer.from(text);
  let breaks = 0;
  for (const byte of bytes) if (byte === 10) breaks++;
  const expected = bytes.length === 0 ? 0 : breaks + (bytes.at(-1) === 10 ? 0 : 1);
  assert.equal(lines, expected, 'number of lines');
  let covered = 0;
  for (const { line, lines: count } of seen) {
    assert.ok(line <= covered + 1 && line >= Math.min(covered, 1), `line ${line} after ${covered}`);
    covered = Math.max(covered, line + count - 1);
  }
  assert.equal(covered, expected, 'covered lines');
}

const record = fc.record({
  id: fc.string(),
  n: fc.integer(),
  nested: fc.array(fc.dictionary(fc.string(), fc.string())),
});
const layouts: readonly ((records: unknown[]) => string)[] = [
  (records) => records.map((value) => `${JSON.stringify(value)}\n`).join(''),
  (records) => records.map((value) => `${JSON.stringify(value)}\r\n`).join('\n'),
  (records) => records.map((value) => JSON.stringify(value, null, 2)).join('\n'),
  (records) => records.map((value) => JSON.stringify(value)).join(''),
  (records) => JSON.stringify(records),
  (records) => `${JSON.stringify(records, null, 4)}\n`,
  (records) => `[\n${records.map((value) => JSON.stringify(value)).join(',\n')}\n]\n`,
  (records) => records.map((value) => `\u001e${JSON.stringify(value)}\n`).join(''),
  (records) => `\ufeff${records.map((value) => JSON.stringify(value)).join('\n')}`,
  (records) => records.map((value) => `2025-09-10 12:00:00 - INFO - ${JSON.stringify(value, null, 1)}\n`).join(''),
];

test('records are found in every layout of JSON, wherever the blocks are cut', () => {
  fc.assert(
    fc.property(
      fc.array(record, { minLength: 1 }),
      fc.constantFrom(...layouts),
      fc.array(fc.nat()),
      (records, layout, cuts) => {
        const text = layout(records);
        const whole = read(text);
        const found = whole.seen.flatMap(({ kind, what }) => (kind === 'value' ? [what] : []));
        assert.deepEqual(found, JSON.parse(JSON.stringify(records)));
        assertCovered(text, whole);
        assert.deepEqual(read(text, cuts), whole);
      },
    ),
  );
});

test('a damaged line costs itself and no other', () => {
  const damage = fc.oneof(
    fc.record({ kind: fc.constant('cut' as const), at: fc.nat() }),
    fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), mask: fc.integer({ min: 1, max: 255 }) }),
  );
  fc.assert(
    fc.property(
      fc.array(record, { minLength: 3, maxLength: 8 }),
      fc.nat(),
      damage,
      fc.array(fc.nat()),
      (records, which, how, cuts) => {
        const lines = records.map((value, index) => Buffer.from(JSON.stringify({ ...value, index })));
        const hurt = which % lines.length;
        const line = lines[hurt]!;
        const at = how.at % line.length;
        if (how.kind === 'cut') lines[hurt] = line.subarray(0, at);
        else line[at] = line[at]! ^ how.mask;
        if (lines[hurt]!.includes(10)) return;
        const text = Buffer.concat(lines.flatMap((part) => [part, Buffer.from('\n')]));
        const whole = read(text);
        assertCovered(text, whole);
        assert.deepEqual(read(text, cuts), whole);
        const found = new Set(
          whole.seen.flatMap(({ kind, what }) => (kind === 'value' ? [(what as { index?: number }).index] : [])),
        );
        for (const index of records.keys())
          if (index !== hurt) assert.ok(found.has(index), `line ${index + 1} is lost`);
      },
    ),
    { numRuns: 1000 },
  );
});

test('a damaged element of a pretty array costs itself and no other', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string(), { minLength: 3, maxLength: 8 }),
      fc.nat(),
      fc.nat(),
      fc.array(fc.nat()),
      (texts, which, at, cuts) => {
        const elements = texts.map((text, index) => JSON.stringify({ id: index, prompt: `p ${text}` }, null, 2));
        const hurt = which % elements.length;
        const element = elements[hurt]!;
        const cut = 8 + (at % (element.length - 8));
        elements[hurt] = element.slice(0, cut);
        const text = `[\n${elements.join(',\n')}\n]\n`;
        const whole = read(text);
        assertCovered(text, whole);
        assert.deepEqual(read(text, cuts), whole);
        const found = new Set(
          whole.seen.flatMap(({ kind, what }) => (kind === 'value' ? [(what as { id?: number }).id] : [])),
        );
        for (const index of texts.keys()) if (index !== hurt) assert.ok(found.has(index), `element ${index} is lost`);
      },
    ),
    { numRuns: 500 },
  );
});

test('any bytes at all are covered line by line', () => {
  const noise = fc.array(
    fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\n', '\\', ' ', 'a', '1', '{"a":1}', '\0'),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(noise, fc.array(fc.nat()), (parts, cuts) => {
      const text = parts.join('');
      const whole = read(text);
      assertCovered(text, whole);
      assert.deepEqual(read(text, cuts), whole);
    }),
    { numRuns: 5000 },
  );
});

test('the offset and length of a record are those of its bytes', () => {
  const text = '{"a":"é"}\r\n\n{"b":\n 2}\n[3]';
  for (const { kind, what, offset, length } of read(text).seen) {
    if (kind === 'value')
      assert.deepEqual(
        JSON.parse(
          Buffer.from(text)
            .subarray(offset, offset + length)
            .toString(),
        ),
        JSON.parse(JSON.stringify(what).replace('Ã©', 'é')),
      );
  }
  assert.deepEqual(
    read(text).seen.map(({ kind, line, lines }) => `${kind} ${line}+${lines}`),
    ['value 1+1', 'skip 2+1', 'value 3+2', 'value 5+1'],
  );
});

test('traces of Python and of crashes in logs are read', () => {
  assert.deepEqual(values('{"a":NaN,"b":"NaN","c":-Infinity}\n'), [{ a: null, b: 'NaN', c: null }]);
  assert.deepEqual(values('\0\0\0{"a":1}\n\0\0\0\0'), [{ a: 1 }]);
  assert.equal(read('\0\0\0').seen[0]?.what, 'zero bytes (padding of an interrupted write)');
  assert.equal(read('{"a":1}\n{"b":"x').seen[1]?.what, 'JSON that ends in the middle (cut line)');
});

test('lines that start with a bracket are not taken for arrays', () => {
  assert.deepEqual(
    read('[GIN] 2025/03/21 - 08:52:32 | 200\n[2025-03-21] text\n').seen.map(({ kind }) => kind),
    ['text', 'text'],
  );
  assert.deepEqual(values('[{"role":"user"}]\n[{"role":"user"}]\n'), [[{ role: 'user' }], [{ role: 'user' }]]);
});

test('crafted text that opens values again and again takes work that grows with its length', async () => {
  const openers = `{"a":[\n${'{"x":1},\n'.repeat(200)}`;
  const growth = await growthOf((times) => {
    const text = openers.repeat(times);
    assertCovered(text, read(text));
  }, 75);
  assert.ok(growth < LINEAR, String(growth));
});
