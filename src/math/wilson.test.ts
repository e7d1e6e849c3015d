import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wilson } from './wilson.ts';

const near = (found: readonly number[], expected: readonly number[]): void =>
  found.forEach((value, i) =>
    assert.ok(Math.abs(value - expected[i]!) < 5e-4, `${found.join()} instead of ${expected.join()}`),
  );

test('the interval is the published one', () => {
  // Newcombe 1998, table I, method 3: 81/263, 15/148 and 0/20.
  near(wilson(81, 263), [0.2553, 0.3662]);
  near(wilson(15, 148), [0.0624, 0.1605]);
  near(wilson(0, 20), [0, 0.1611]);
});

test('without trials nothing is known', () => {
  assert.deepEqual(wilson(0, 0), [0, 1]);
});
