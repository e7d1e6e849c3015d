import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { repair } from './decode.ts';
import { parseJson } from './json-parse.ts';

/** The text that the reader ends up with for a string in a line of JSON. */
function roundTrip(json: string): string {
  const bytes = Buffer.from(`xx${json}yy`);
  const parsed = parseJson(bytes, 2, bytes.length - 2);
  assert.ok(parsed !== undefined);
  const { text } = parsed.value as { text: string };
  return parsed.raw ? repair(text) : text;
}

/** A letter as JSON, as it is or with every code unit escaped. */
function written(letter: string, escaped: boolean): string {
  if (!escaped) return JSON.stringify(letter).slice(1, -1);
  return letter
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

test('text comes out as it was written, in any language and any mix of escapes', () => {
  const letters = fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }), fc.boolean()));
  fc.assert(
    fc.property(letters, fc.boolean(), (parts, someEscaped) => {
      const json = parts.map(([letter, escaped]) => written(letter, escaped && someEscaped)).join('');
      assert.equal(roundTrip(`{"text":"${json}"}`), parts.map(([letter]) => letter).join(''));
    }),
    { numRuns: 500 },
  );
});

test('letters that look like bytes of UTF-8 only where they are', () => {
  assert.equal(repair('Ã©'), 'é');
  assert.equal(repair('café'), 'café');
  assert.equal(repair('日本'), '日本');
});
