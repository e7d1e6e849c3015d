import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interpolate, percent } from './detector.ts';

test('a curve runs straight between its points and flat beyond them', () => {
  const curve = [
    [0, 2],
    [1, 0],
    [3, -4],
  ] as const;
  assert.deepEqual(
    [-5, 0, 0.5, 1, 2, 3, 99].map((x) => interpolate(curve, x)),
    [2, 2, 1, 0, -2, -4, -4],
  );
});

test('small shares keep a decimal, so that a few in a thousand are not called none', () => {
  assert.deepEqual([0, 0.004, 0.1, 0.5, 1].map(percent), ['0%', '0.4%', '10%', '50%', '100%']);
});
