import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isJson } from './json-check.ts';

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('a short text is JSON exactly where JSON.parse says so', () => {
  const piece = fc.constantFrom(
    ...Array.from('{}[],:"\\ \n\t\r\v\0-+.eE019ax/é\u2028'),
    ...['true', 'false', 'null', 'NaN', '\\u00e9', '\\u00', '\\n', '\\x22', '""', '"a":', '1e5', '0.1', '{}', '[1,'],
  );
  const pieces = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(pieces, fc.string()), (text) => assert.equal(isJson(text), parses(text))),
    { numRuns: 20_000 },
  );
});

test('JSON with a letter taken away or put in is told from JSON as JSON.parse tells it', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), fc.nat(), fc.constantFrom('', ',', '"', '}', '0', ' '), (json, at, piece) => {
      assert.ok(isJson(json));
      const place = at % (json.length + 1);
      const broken = json.slice(0, place) + piece + json.slice(place + 1);
      assert.equal(isJson(broken), parses(broken), broken);
    }),
    { numRuns: 3000 },
  );
});
