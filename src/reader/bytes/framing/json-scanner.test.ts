import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { BROKEN, JsonScanner, MORE } from './json-scanner.ts';

/** Scans a text in pieces and gives the end of the value in the whole text. */
function scanPieces(text: string, cuts: readonly number[]): number {
  const bytes = Buffer.from(text);
  const scanner = new JsonScanner();
  scanner.start();
  const edges = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
  for (let index = 1; index < edges.length; index++) {
    const end = scanner.scan(bytes, edges[index - 1]!, edges[index]!);
    if (end !== MORE) return end;
  }
  return MORE;
}

test('the end of a value is found whatever its text and however it arrives', () => {
  const container = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));
  fc.assert(
    fc.property(container, fc.boolean(), fc.array(fc.nat()), (value, pretty, cuts) => {
      const text = JSON.stringify(value, null, pretty ? 2 : 0);
      assert.equal(scanPieces(`${text} {"next":1}`, cuts), Buffer.byteLength(text));
    }),
  );
});

test('a value that was cut never counts as closed', () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 });
  fc.assert(
    fc.property(object, fc.nat(), (value, cut) => {
      const bytes = Buffer.from(JSON.stringify(value));
      const scanner = new JsonScanner();
      scanner.start();
      assert.equal(scanner.scan(bytes, 0, cut % bytes.length), MORE);
    }),
  );
});

test('text that cannot be JSON is noticed where it breaks', () => {
  for (const [text, at] of [
    ['{"a":1 {"b":2}', 7],
    ['{"a":1,{"b":2}}', 7],
    ['[1 2]', 3],
    ['{"a" 1}', 5],
    ['{"a":[1}', 7],
    ['{"a\nb":1}', 3],
  ] as const) {
    const scanner = new JsonScanner();
    scanner.start();
    assert.equal(scanner.scan(Buffer.from(text), 0, text.length), BROKEN, text);
    assert.equal(scanner.position, at, text);
  }
});

test('a value that is nested as deeply as a server takes it has an end, and nesting without end is given up', () => {
  const scanner = new JsonScanner();
  scanner.start();
  const deep = Buffer.from(`${'[{"a":'.repeat(5000)}1${'}]'.repeat(5000)}, 2`);
  assert.equal(scanner.scan(deep, 0, deep.length), deep.length - 3);
  scanner.start();
  const bytes = Buffer.from('['.repeat(2 ** 20 + 100));
  assert.equal(scanner.scan(bytes, 0, bytes.length), BROKEN);
  assert.equal(scanner.tooDeep, true);
});
