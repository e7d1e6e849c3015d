import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interpolate, worded } from './detector.ts';

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

test('words go by the first limit that a value does not reach', () => {
  const words = [
    [1, 'few'],
    [2, 'some'],
  ] as const;
  assert.deepEqual(
    [-3, 1, 1.9, 2].map((value) => worded(value, words, 'many')),
    ['few', 'some', 'some', 'many'],
  );
});
