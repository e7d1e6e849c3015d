import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase } from '../../../../test/fixtures/templated.ts';
import type { Slice } from '../../accounts/slices.ts';
import { candidateRows, chosenRows, marksOf } from './candidate-rows.ts';

const { candidate, context } = candidateCase([
  { account: 'm0', template: 0, user: 'a' },
  { account: 'm1', template: 0, user: 'b' },
  { account: 'm0', template: 0, user: 'c' },
]);

test('a mark stands at each row of a candidate, and at no other', () => {
  const marks = marksOf(candidate, context.table);
  assert.equal(marks.length, context.table.length);
  const rows = [...candidateRows(candidate)].sort((a, b) => a - b);
  assert.ok(rows.length > 0);
  assert.deepEqual(
    [...marks].flatMap((mark, row) => (mark === 1 ? [row] : [])),
    rows,
  );
});

test('chosen rows keep their order', () => {
  assert.deepEqual([...chosenRows(Uint32Array.of(5, 2, 9, 4), (row) => row !== 9)], [5, 2, 4]);
  assert.equal(chosenRows(Uint32Array.of(1), () => false).length, 0);
});

test('rows of slices that follow each other in one column are not copied, and others are in the same order', () => {
  const column = Uint32Array.of(4, 2, 8, 6, 9);
  const slice = (rows: Uint32Array): Slice => ({ account: 1, template: 0, rows });
  const listed = (...rows: Uint32Array[]): Uint32Array =>
    candidateRows({ ...candidate, slices: [rows.slice(0, 1).map(slice), rows.slice(1).map(slice)] });
  const joined = listed(column.subarray(1, 3), column.subarray(3, 4), column.subarray(4));
  assert.deepEqual(joined, Uint32Array.of(2, 8, 6, 9));
  assert.equal(joined.buffer, column.buffer);
  const apart = listed(column.subarray(0, 1), column.subarray(2, 3), Uint32Array.of(7));
  assert.deepEqual(apart, Uint32Array.of(4, 8, 7));
  assert.notEqual(apart.buffer, column.buffer);
});
