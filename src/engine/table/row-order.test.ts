import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalOrder, rowCount, type Run, withoutRows } from './row-order.ts';

type Place = [source: number, offset: number, part: number];

const columns = (places: readonly Place[]) => ({
  source: Uint16Array.from(places, ([source]) => source),
  offset: Float64Array.from(places, ([, offset]) => offset),
  part: Uint16Array.from(places, ([, , part]) => part),
});

const rowsOf = (runs: readonly Run[]): number[] =>
  runs.flatMap(([first, count]) => Array.from({ length: count }, (_, i) => first + i));

test('chunks that arrived in another order are put in order as they are', () => {
  const places: Place[] = [
    [1, 0, 0],
    [1, 50, 0],
    [0, 70, 0],
    [0, 90, 0],
    [0, 90, 1],
    [0, 0, 0],
  ];
  assert.deepEqual(canonicalOrder(columns(places), places.length), [
    [5, 1],
    [2, 3],
    [0, 2],
  ]);
});

test('rows in any order end in the order of their places, each once', () => {
  const place = fc.tuple(fc.nat(2), fc.nat(20), fc.nat(2));
  fc.assert(
    fc.property(fc.uniqueArray(place, { selector: String }), (places) => {
      const rows = rowsOf(canonicalOrder(columns(places), places.length));
      const sorted = places.map((_, row) => row).sort((a, b) => difference(places[a]!, places[b]!));
      assert.deepEqual(rows, sorted);
    }),
  );
});

test('rows left out are gone, and the others stay in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5 })), fc.array(fc.nat(20)), (counts, left) => {
      let next = 0;
      const runs = counts.map((count): Run => [(next += count) - count, count]);
      const out = new Set(left);
      const kept = withoutRows(runs, out);
      const expected = rowsOf(runs).filter((row) => !out.has(row));
      assert.deepEqual(rowsOf(kept), expected);
      assert.equal(rowCount(kept), expected.length);
      assert.ok(kept.every(([, count]) => count > 0));
    }),
  );
});

function difference(a: Place, b: Place): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
