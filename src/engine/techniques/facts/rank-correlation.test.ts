import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correlationAbove, correlationZ, rankCorrelation } from './rank-correlation.ts';

test('numbers that rise together have the rank correlation 1, whatever the curve, and those that fall have -1', () => {
  assert.equal(rankCorrelation([1, 2, 3, 10], [1, 4, 9, 100]), 1);
  assert.equal(rankCorrelation([1, 2, 3, 10], [9, 8, 7, 1]), -1);
});

test('ties share their mean rank, and a value that never changes goes with nothing', () => {
  assert.equal(rankCorrelation([1, 1, 2, 2], [5, 5, 7, 7]), 1);
  assert.equal(rankCorrelation([1, 2, 3], [4, 4, 4]), 0);
});

test('independent pairs stay within a few standard deviations', () => {
  const x = Array.from({ length: 400 }, (_, i) => (i * 7919) % 401);
  const y = Array.from({ length: 400 }, (_, i) => (i * i * 31 + 17) % 397);
  assert.ok(Math.abs(correlationZ(x, y)) < 4, `${correlationZ(x, y)}`);
  assert.ok(correlationZ(x, x) > 19);
});

test('a moderate correlation is never far above a larger one, however many pairs there are', () => {
  const x = Array.from({ length: 4000 }, (_, i) => (i * 7919) % 4001);
  const moderate = x.map((value, i) => value + ((i * i * 31 + 17) % 5003));
  assert.ok(correlationZ(x, moderate) > 20);
  assert.ok(correlationAbove(0.7, x, moderate) < 0);
  assert.ok(correlationAbove(0.7, x, x) > 20);
  assert.equal(correlationAbove(0.7, [1, 2, 3], [1, 2, 3]), 0);
});
