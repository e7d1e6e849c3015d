import assert from 'node:assert/strict';
import { test } from 'node:test';
import { studentTail } from './student-t.ts';

test('tails agree with the tables of quantiles', () => {
  // Upper quantiles: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.
  for (const [t, degrees, p] of [
    [6.314, 1, 0.05],
    [2.92, 2, 0.05],
    [5.841, 3, 0.005],
    [1.833, 9, 0.05],
    [4.297, 9, 0.001],
    [2.228, 10, 0.025],
    [2.704, 40, 0.005],
  ] as const) {
    assert.ok(Math.abs(studentTail(t, degrees) / p - 1) < 0.002, `${t} ${degrees}`);
    assert.ok(Math.abs(studentTail(-t, degrees) - (1 - p)) < 0.001);
  }
  assert.ok(Math.abs(studentTail(0, 7) - 0.5) < 1e-12);
});
