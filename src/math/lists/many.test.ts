import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addAll, largest, smallest } from './many.ts';

test('lists that are longer than a call takes arguments have a largest and a smallest number, and are added to others', () => {
  const numbers = Array.from({ length: 1_000_000 }, (_, at) => (at * 7) % 1_000_003);
  assert.deepEqual([largest(numbers), smallest(numbers)], [1_000_002, 0]);
  const list = [1];
  addAll(list, numbers);
  assert.equal(list.length, 1_000_001);
});

test('of no numbers the largest is what it is at least', () => {
  assert.deepEqual([largest([]), largest([], 0), largest([-3], 0), smallest([])], [-Infinity, 0, 0, Infinity]);
});
