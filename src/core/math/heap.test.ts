import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Heap } from './heap.ts';

test('whatever goes in comes out in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (numbers) => {
      const heap = new Heap<number>((a, b) => a - b);
      for (const number of numbers) heap.push(number);
      const out: number[] = [];
      for (let next = heap.pop(); next !== undefined; next = heap.pop()) out.push(next);
      assert.deepEqual(
        out,
        [...numbers].sort((a, b) => a - b),
      );
    }),
  );
});

test('an empty heap gives nothing, again and again', () => {
  const heap = new Heap<number>((a, b) => a - b);
  heap.push(1);
  assert.deepEqual([heap.pop(), heap.pop(), heap.pop()], [1, undefined, undefined]);
});
