import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logHypergeometricTail } from './hypergeometric.ts';

const choose = (n: number, k: number): number => (k < 0 || k > n ? 0 : k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
/** The same, term by term. */
const plain = (k: number, all: number, marked: number, drawn: number): number => {
  let sum = 0;
  for (let i = k; i <= Math.min(marked, drawn); i++)
    sum += (choose(marked, i) * choose(all - marked, drawn - i)) / choose(all, drawn);
  return sum;
};

test('the tail is the sum of its terms, on both sides of the mean', () => {
  for (const [all, marked, drawn] of [
    [20, 5, 7],
    [30, 20, 25],
    [50, 10, 10],
  ] as const)
    for (let k = 0; k <= 10; k++) {
      const expected = plain(k, all, marked, drawn);
      const found = Math.exp(logHypergeometricTail(k, all, marked, drawn));
      assert.ok(Math.abs(found - expected) < 1e-9, `${all} ${marked} ${drawn} ${k}: ${found} for ${expected}`);
    }
});

test('a certain event has chance one, an impossible one none', () => {
  assert.equal(logHypergeometricTail(0, 10, 3, 3), 0);
  assert.equal(logHypergeometricTail(4, 10, 3, 5), -Infinity);
});

test('chances too small for a number still have a logarithm', () => {
  const log = logHypergeometricTail(400, 100_000, 400, 400);
  assert.ok(log < -2000 && Number.isFinite(log), `${log}`);
});
