import assert from 'node:assert/strict';
import { test } from 'node:test';
import { worded } from './detector.ts';

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
