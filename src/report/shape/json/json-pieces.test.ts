import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { JsonPieces } from './json-pieces.ts';

function read(text: string, blockBytes: number): unknown {
  const bytes = Buffer.from(text);
  const pieces = new JsonPieces();
  for (let at = 0; at < bytes.length; at += blockBytes) pieces.push(bytes.subarray(at, at + blockBytes));
  return pieces.end();
}

test('an object in blocks of any size is what JSON.parse makes of it', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      (object, bytes, wide) => {
        const text = JSON.stringify(object, null, wide ? 2 : 0);
        assert.deepEqual(read(text, bytes), JSON.parse(text));
      },
    ),
  );
});

test('an object that was cut anywhere is refused', () => {
  const text = JSON.stringify({ version: 1, accounts: [{ a: '}]"\\' }, { b: [1, [2]] }], ends: null });
  for (let end = 0; end < text.length; end++)
    assert.throws(() => read(text.slice(0, end), 7), SyntaxError, String(end));
});

test('a piece that is no JSON object is refused', () => {
  for (const text of [
    '[]',
    '1',
    '{"a" 1}',
    '{"a":1 "b":2}',
    '{"a":[1 2]}',
    '{,}',
    '{"a":1,}',
    '{"a":[1,]}',
    '{"a":}',
    '{"a":1}}',
    '{1:2}',
    '{"a":[1}',
    '{"a":tru}',
  ])
    assert.throws(() => read(text, 100), SyntaxError, text);
});

test('a name that means something to JavaScript is a name like others', () => {
  const value = read('{"__proto__": {"polluted": true}}', 100);
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
  assert.deepEqual(Object.keys(value as object), ['__proto__']);
});

test('brackets without end are no report, and end nothing but its reading', () => {
  const deep = `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  assert.throws(() => read(deep, 1000), /SyntaxError: Nested|Nested more than 512/);
});
