import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MINUTE, MONDAY, tableOf } from '../../../../../test/fixtures/requests.ts';
import { candidateCase } from '../../../../../test/fixtures/templated.ts';
import { haveHours, hourConcentration, sessionsOf } from './sessions.ts';

const of = (...times: readonly number[]) => ({
  table: tableOf(times.map((time) => ({ time }))),
  rows: times.map((_, row) => row),
});
const sessions = (...times: readonly number[]) => {
  const { candidate, context } = candidateCase(
    times.map((time, n) => ({ account: 'm0', template: 0, user: `p${n}`, time })),
  );
  return [...sessionsOf(candidate, context.table)[0]!];
};

test('requests less than half an hour apart are one session, however long it lasts', () => {
  assert.equal(sessions(...Array.from({ length: 10 }, (_, n) => MONDAY + n * 29 * MINUTE)).length, 1);
});

test('a longer pause begins another session, and what has no time is in none', () => {
  assert.deepEqual(sessions(MONDAY, MONDAY + MINUTE, MONDAY + 32 * MINUTE, MONDAY + DAY, NaN), [0, 2, 3]);
});

test('one hour of the day is full concentration, all hours are none, midnight is no border', () => {
  const same = of(...[0, 1, 2, 3].map((n) => MONDAY + n * DAY + 5 * HOUR));
  assert.ok(hourConcentration(same.rows, same.table) > 0.999);
  const even = of(...Array.from({ length: 24 }, (_, n) => MONDAY + n * HOUR));
  assert.ok(hourConcentration(even.rows, even.table) < 1e-9);
  const midnight = of(MONDAY - 10 * MINUTE, MONDAY + 10 * MINUTE);
  assert.ok(hourConcentration(midnight.rows, midnight.table) > 0.99);
  assert.equal(hourConcentration([], even.table), 0);
});

test('a log that gives the day and no hour has no hours', () => {
  const dates = of(...[0, 1, 2].map((n) => MONDAY + n * DAY));
  assert.equal(haveHours([dates.rows], dates.table), false);
  const hours = of(MONDAY, MONDAY + DAY + HOUR);
  assert.equal(haveHours([hours.rows], hours.table), true);
});
