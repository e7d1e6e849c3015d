import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sumOfWeights, weightAt, weightOf, type Weights, weightsOf } from './curves.ts';

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

test('a sum of weights says of every value what both say', () => {
  const first: Weights = {
    prior: -1,
    curves: new Map([
      ['both', [[0, 0] as const, [2, 4] as const]],
      ['first', [[1, 3] as const]],
    ]),
  };
  const second: Weights = { prior: 0.25, curves: new Map([['both', [[-1, 1] as const, [1, -1] as const]]]) };
  const sum = sumOfWeights(first, second);
  assert.equal(sum.prior, -0.75);
  for (const id of ['both', 'first', 'neither'])
    for (let x = -2; x <= 3; x += 0.25)
      assert.ok(
        Math.abs(weightOf(sum, id, x) - weightOf(first, id, x) - weightOf(second, id, x)) < 1e-12,
        `${id} at ${x}`,
      );
});
