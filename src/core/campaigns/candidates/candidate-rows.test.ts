import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase } from '../../../../test/fixtures/templated.ts';
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
