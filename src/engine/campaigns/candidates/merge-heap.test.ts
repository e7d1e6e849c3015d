import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MergeHeap } from './merge-heap.ts';

test('pairs come out by their mean, those with the same mean by their numbers, whenever they go in', () => {
  const pair = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.nat(4), fc.nat(4));
  fc.assert(
    fc.property(fc.array(pair), fc.array(pair), (before, after) => {
      const heap = new MergeHeap();
      const waiting: [number, number, number][] = [];
      const put = (pairs: readonly [number, number, number][]): void => {
        for (const [mean, a, b] of pairs) {
          heap.push(mean, a, b, 5 * a + b);
          waiting.push([mean, a, b]);
        }
      };
      const takeOne = (): void => {
        waiting.sort((x, y) => y[0] - x[0] || x[1] - y[1] || x[2] - y[2]);
        const next = waiting.shift();
        assert.equal(heap.pop(), next !== undefined);
        if (next) assert.deepEqual([heap.mean, heap.a, heap.b, heap.by], [...next, 5 * next[1] + next[2]]);
      };
      put(before);
      before.slice(1).forEach(takeOne);
      put(after);
      while (waiting.length > 0) takeOne();
      takeOne();
    }),
  );
});
