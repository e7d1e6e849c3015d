import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { depth } from './depth.ts';

const weigh = (each: number) => {
  const { candidate, context } = candidateCase(traffic(6, 2 * each, () => ({})));
  return depth.measure(candidate, context)!;
};

test('templates that accounts use again and again speak for a harvest', () => {
  const found = weigh(20);
  assert.ok(found.weight > 0);
  assert.deepEqual([found.statistic, found.n], [40, 6]);
});

test('templates that accounts try twice are a stock prompt', () => {
  assert.ok(weigh(2).weight < 0);
});

test('deeper use never weighs less', () => {
  const weights = [2, 3, 4, 5, 8, 12, 50].map((each) => weigh(each).weight);
  assert.deepEqual(
    [...weights].sort((a, b) => a - b),
    weights,
  );
});
