import assert from 'node:assert/strict';
import { test } from 'node:test';
import { weightAt } from '../../src/math/curves.ts';
import { curveOf, knotsOf, ramps } from './curves.ts';

const even = (values: readonly number[]): number[] => values.map(() => 1);

test('knots split the values into parts of the same size and leave the farthest out', () => {
  const values = Array.from({ length: 1001 }, (_, i) => i);
  assert.deepEqual(knotsOf([...values].reverse(), even(values)), [20, 212, 404, 596, 788, 980]);
});

test('values that count more have more of the knots', () => {
  const values = Array.from({ length: 1001 }, (_, i) => i);
  const knots = knotsOf(
    values,
    values.map((value) => (value < 100 ? 1000 : 1)),
  );
  assert.ok(knots.filter((knot) => knot <= 100).length >= 5, knots.join());
});

test('two values are one step however rare one of them is, and one value is no curve', () => {
  assert.deepEqual(knotsOf([...Array.from({ length: 500 }, () => 0), 1], even(Array.from({ length: 501 }))), [0, 1]);
  assert.deepEqual(knotsOf([3, 3, 3], [1, 1, 1]), []);
  assert.deepEqual(knotsOf([], []), []);
});

test('a curve is the sum of its ramps', () => {
  const knots = [0, 1, 3, 10];
  const steps = [0.5, 0, 2];
  const curve = curveOf(knots, steps, 0.7);
  for (const x of [-5, 0, 0.4, 1, 2, 3, 6.5, 10, 99]) {
    const sum = ramps(knots, x).reduce((total, walked, i) => total + walked * steps[i]!, -0.7);
    assert.ok(Math.abs(weightAt(curve, x) - sum) < 1e-12, `${x}`);
  }
});
