import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logOdds, probabilityOf } from './log-odds.ts';

test('even chances are log odds of 0, and nine to one are ln 9', () => {
  assert.equal(logOdds(0.5), 0);
  assert.ok(Math.abs(logOdds(0.9) - Math.log(9)) < 1e-12);
});

test('log odds and probability are each other’s inverse', () => {
  for (const p of [1e-9, 0.001, 0.08, 0.5, 0.9, 1 - 1e-9])
    assert.ok(Math.abs(probabilityOf(logOdds(p)) - p) < 1e-12, `${p}`);
});

test('any sum of weights is a probability: never below 0, above 1, or not a number', () => {
  for (const odds of [-1e6, -800, 0, 800, 1e6]) {
    const p = probabilityOf(odds);
    assert.ok(p >= 0 && p <= 1, `${odds} gives ${p}`);
  }
});
