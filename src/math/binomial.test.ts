import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binomialTail } from './binomial.ts';

test('the chance of at least so many successes is that of the binomial distribution', () => {
  const near = (a: number, b: number): void => assert.ok(Math.abs(a - b) < 1e-9, `${a} is not ${b}`);
  near(binomialTail(2, 3, 0.5), 0.5);
  near(binomialTail(3, 3, 0.1), 0.001);
  near(binomialTail(0, 5, 0.3), 1);
  assert.equal(binomialTail(4, 3, 0.5), 0);
});
