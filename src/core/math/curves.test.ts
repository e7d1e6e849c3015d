import assert from 'node:assert/strict';
import { test } from 'node:test';
import { weightAt, weightsOf } from './curves.ts';

test('a curve is straight between its points and flat beyond them', () => {
  const curve = [
    [0, -1],
    [2, 1],
    [3, 1.5],
  ] as const;
  assert.deepEqual(
    [-5, 0, 1, 2.5, 9].map((x) => weightAt(curve, x)),
    [-1, -1, 0, 1.25, 1.5],
  );
});

test('a file whose curve has no points, or a point that is no pair, is refused by name', () => {
  assert.throws(() => weightsOf({ prior: 0, curves: { mix: [] } }), /mix/);
  assert.throws(() => weightsOf({ prior: 0, curves: { mix: [[1]] } }), /mix/);
});
