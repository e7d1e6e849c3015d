import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logGamma } from './log-gamma.ts';

test('it is the logarithm of factorials', () => {
  let log = 0;
  for (let n = 1; n <= 170; n++) {
    assert.ok(Math.abs(logGamma(n) - log) < 1e-9 * Math.max(1, log), `${n}`);
    log += Math.log(n);
  }
});

test('it is right between whole numbers and below one', () => {
  assert.ok(Math.abs(logGamma(0.5) - Math.log(Math.sqrt(Math.PI))) < 1e-12);
  assert.ok(Math.abs(logGamma(0.01) - 4.599479878042021) < 1e-9);
});
