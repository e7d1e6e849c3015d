import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeBins } from './time-bins.ts';

const at = Date.UTC(2025, 2, 3, 14, 20);

test('bins cover the range and stay under the limit', () => {
  for (const length of [1, 60_000, 3_600_000, 86_400_000, 30 * 86_400_000, 400 * 86_400_000, 40_000 * 86_400_000]) {
    for (const most of [1, 10, 100, 1000]) {
      const bins = timeBins(at, at + length, most);
      assert.ok(bins.bins >= 1 && bins.bins <= most, `${length} ms in ${most}: ${bins.bins}`);
      assert.ok(bins.from <= at && bins.to >= at + length);
      assert.equal(bins.to - bins.from, bins.bins * bins.step);
    }
  }
});

test('weeks begin on Mondays', () => {
  const bins = timeBins(at, at + 60 * 86_400_000, 12);
  assert.equal(bins.step, 7 * 86_400_000);
  assert.equal(new Date(bins.from).getUTCDay(), 1);
});

test('edges are whole hours where a bin is an hour', () => {
  const bins = timeBins(at, at + 40 * 3_600_000, 60);
  assert.equal(bins.step, 3_600_000);
  assert.equal(bins.from % 3_600_000, 0);
});
