import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnionFind } from './union-find.ts';

test('joined sets are known by their least number, whatever the order of joining', () => {
  for (const pairs of [
    [
      [4, 2],
      [2, 7],
      [0, 1],
    ],
    [
      [7, 2],
      [1, 0],
      [4, 7],
    ],
  ] as const) {
    const sets = new UnionFind(8);
    for (const [a, b] of pairs) sets.join(a, b);
    assert.deepEqual(
      Array.from({ length: 8 }, (_, n) => sets.find(n)),
      [0, 0, 2, 3, 2, 5, 6, 2],
    );
  }
});
