import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from './json-parse.ts';

const parse = (text: string): unknown => {
  const bytes = Buffer.from(text);
  return parseJson(bytes, 0, bytes.length)?.value;
};

test('JSON as Python and nginx write it is read as they mean it', () => {
  assert.deepEqual(parse('{"a":NaN,"b":"NaN","c":-Infinity}'), { a: null, b: 'NaN', c: null });
  assert.deepEqual(parse(String.raw`{"body":"{\x22say\x22:\x22a\x0Ab\x22}"}`), { body: '{"say":"a\nb"}' });
  assert.deepEqual(parse(String.raw`{"a":"\xC3\xA9","b":NaN}`), { a: 'é', b: null });
});

test('a backslash that was escaped itself stays one', () => {
  assert.deepEqual(parse(String.raw`{"path":"C:\\x22","b":"\x41"}`), { path: String.raw`C:\x22`, b: 'A' });
});

test('other damage is no JSON', () => {
  for (const text of ['{"a":\\x22}', '{"a":NaN', '{"a":"\\xZZ"}', '']) assert.equal(parse(text), undefined, text);
});
