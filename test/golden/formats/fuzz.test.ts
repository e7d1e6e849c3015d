/** Damaged records of every format must neither stop the reader nor upset the counts. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import { SniffingFramer } from '../../../src/reader/bytes/framing/read-entries.ts';
import { joinPieces } from '../../../src/reader/records/reading/joins.ts';
import { RecordReader } from '../../../src/reader/records/reading/record-reader.ts';
import { READER_FAILED } from '../../../src/reader/records/reading/request-emitter.ts';
import { RequestTable } from '../../../src/engine/table/request-table.ts';

const folder = path.join(__dirname, 'samples');
const samples = readdirSync(folder).filter((file) => !file.endsWith('.expected.json'));

/** Reads a text and checks what must hold for any text; gives the number of requests. */
function readAny(text: string | Buffer): number {
  const table = new RequestTable();
  const reader = new RecordReader(0, 'fuzz', (record, place) => table.add(record, place));
  const framer = new SniffingFramer(reader);
  framer.push(Buffer.from(text));
  framer.end();
  const counts = reader.counts();
  joinPieces(
    reader.pieces,
    ['fuzz'],
    (record, place) => table.add(record, place),
    () => counts,
  );
  const { lines, records, rejected, skipped, reasons } = counts;
  assert.equal(lines, records + rejected + skipped);
  assert.equal(lines, framer.lines);
  assert.ok(!reasons.some(({ reason }) => reason === READER_FAILED), READER_FAILED);
  return table.length;
}

/** JavaScript finds no text for it. */
const NO_TEXT = { toString: false, valueOf: 1 };

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, '', 0, -1, 1e300, true, [], {}, [[]], [null], '{"a":', '[1]', '__proto__', { __proto__: 1 }, NO_TEXT),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Replaces the value at one place inside a JSON value. */
function damage(value: unknown, where: number, with_: unknown): unknown {
  let left = where;
  const walk = (inner: unknown): unknown => {
    if (left-- === 0) return with_;
    if (Array.isArray(inner)) return inner.map(walk);
    if (typeof inner === 'object' && inner !== null) {
      return Object.fromEntries(Object.entries(inner).map(([key, item]) => [key, walk(item)]));
    }
    return inner;
  };
  return walk(value);
}

for (const name of samples) {
  const values = readFileSync(path.join(folder, name), 'utf8')
    .split('\n')
    .flatMap((line): unknown[] => {
      try {
        return [JSON.parse(line)];
      } catch {
        return [];
      }
    });
  if (values.length === 0) continue;
  test(`${name} with wrong types in any place is read or rejected`, () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat({ max: 120 }), junk), { minLength: 1, maxLength: 4 }), (changes) => {
        const damaged = [...values];
        for (const [index, where, with_] of changes) {
          damaged[index % values.length] = damage(damaged[index % values.length], where, with_);
        }
        readAny(damaged.map((value) => `${JSON.stringify(value)}\n`).join(''));
      }),
      { numRuns: 150 },
    );
  });
}

for (const name of samples) {
  const whole = readFileSync(path.join(folder, name));
  test(`${name} with bytes changed, cut out or doubled is read or rejected`, () => {
    const place = fc.nat({ max: whole.length });
    const change = fc.tuple(place, fc.nat({ max: 40 }), fc.uint8Array({ maxLength: 6 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        let bytes = whole;
        for (const [at, length, with_] of changes) {
          bytes = Buffer.concat([bytes.subarray(0, at), with_, bytes.subarray(at + length)]);
        }
        readAny(bytes);
      }),
      { numRuns: 100 },
    );
  });
}

test('values nested without end cost their own line', () => {
  const deep = `${'{"messages":'.repeat(3000)}1${'}'.repeat(3000)}`;
  const schema = `{"request":{"model":"m","messages":[{"role":"user","content":"x"}],"tools":[{"name":"f","parameters":${'['.repeat(9000)}${']'.repeat(9000)}}]}}`;
  const good = '{"request":{"model":"m","messages":[{"role":"user","content":"x"}]}}';
  assert.ok(readAny(`${deep}\n${good}\n${schema}\n${good}\n`) >= 2);
});

test('a line of 50 MB is read like any other', () => {
  const image = 'A'.repeat(50 << 20);
  const line = JSON.stringify({ request: { model: 'm', messages: [{ role: 'user', content: [{ type: 'image', data: image }] }] } });
  assert.equal(readAny(`${line}\n{"request":{"model":"m","messages":[{"role":"user","content":"x"}]}}\n`), 2);
});
