import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MINUTE, MONDAY, tableOf } from '../../../../../test/fixtures/requests.ts';
import { hourConcentration, visitsOf } from './visits.ts';

const of = (...times: readonly number[]) => ({
  table: tableOf(times.map((time) => ({ time }))),
  rows: times.map((_, row) => row),
});

test('requests less than half an hour apart are one visit, however long it lasts', () => {
  const { table, rows } = of(...Array.from({ length: 10 }, (_, n) => MONDAY + n * 29 * MINUTE));
  assert.deepEqual(visitsOf(rows, table), [0]);
});

test('a longer pause begins another visit', () => {
  const { table, rows } = of(MONDAY, MONDAY + MINUTE, MONDAY + 32 * MINUTE, MONDAY + DAY);
  assert.deepEqual(visitsOf(rows, table), [0, 2, 3]);
});

test('one hour of the day is full concentration, all hours are none, midnight is no border', () => {
  const same = of(...[0, 1, 2, 3].map((n) => MONDAY + n * DAY + 5 * HOUR));
  assert.ok(hourConcentration(same.rows, same.table) > 0.999);
  const even = of(...Array.from({ length: 24 }, (_, n) => MONDAY + n * HOUR));
  assert.ok(hourConcentration(even.rows, even.table) < 1e-9);
  const midnight = of(MONDAY - 10 * MINUTE, MONDAY + 10 * MINUTE);
  assert.ok(hourConcentration(midnight.rows, midnight.table) > 0.99);
});

test('no rows have no visits and no concentration', () => {
  const { table } = of();
  assert.deepEqual([visitsOf([], table), hourConcentration([], table)], [[], 0]);
});
