import assert from 'node:assert/strict';
import { test } from 'node:test';
import { weightAt, weightOf, weightsOf } from './curves.ts';

test('a curve runs straight between its points and flat beyond them', () => {
  const curve = [
    [0, 2],
    [1, 0],
    [3, -4],
  ] as const;
  assert.deepEqual(
    [-5, 0, 0.5, 1, 2, 3, 99].map((x) => weightAt(curve, x)),
    [2, 2, 1, 0, -2, -4, -4],
  );
  assert.equal(weightAt([[3, 0.5]], 9), 0.5);
});

test('a statistic without a curve weighs nothing', () => {
  const weights = weightsOf({ prior: -3, curves: { depth: [[0, -1]] } });
  assert.equal(weights.prior, -3);
  assert.equal(weightOf(weights, 'depth', 3), -1);
  assert.equal(weightOf(weights, 'intent', 3), 0);
});

test('data that is no curve is refused by name', () => {
  const wrong = [
    [],
    7,
    [[0]],
    [[0, NaN]],
    [['0', 1]],
    [
      [1, 0],
      [1, 2],
    ],
  ];
  for (const points of wrong)
    assert.throws(() => weightsOf({ prior: 0, curves: { depth: points } }), /depth/, JSON.stringify(points));
  assert.throws(() => weightsOf({ prior: null, curves: {} }), /prior/);
});
