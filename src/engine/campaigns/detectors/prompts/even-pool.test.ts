import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equalPairs, poolSize } from './even-pool.ts';

test('the pool is as large as even draws from it make it look', () => {
  for (const [pool, draws] of [
    [50, 200],
    [1000, 300],
    [8, 40],
  ] as const) {
    const distinct = pool * (1 - Math.exp(-draws / pool));
    assert.ok(Math.abs(poolSize(draws, distinct) / pool - 1) < 1e-6, `${pool}`);
  }
});

test('when nothing came twice the pool has no end, and no pair is expected', () => {
  assert.equal(poolSize(100, 100), Infinity);
  assert.equal(equalPairs(100, Infinity), 0);
});

test('pairs are expected as by a birthday', () => {
  assert.equal(equalPairs(11, 55), 1);
});
