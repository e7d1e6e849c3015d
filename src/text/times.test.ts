import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, duration, moment } from './times.ts';

test('moments are UTC whatever the zone of the machine', () => {
  assert.equal(moment(Date.UTC(2026, 4, 4, 9, 5, 59)), '2026-05-04 09:05');
  assert.equal(dayOf(Date.UTC(2026, 4, 4, 23, 59)), '2026-05-04');
  assert.equal(moment(null), 'no time');
});

test('lengths of time are said in the unit people use', () => {
  const said = [100, 1000, 9500, 60_000, 98_000, 600_000, 3_600_000, 21_600_000, 86_400_000, 604_800_000].map(duration);
  assert.deepEqual(said, ['0.1 s', '1 s', '9.5 s', '1 min', '98 s', '10 min', '1 h', '6 h', '1 day', '7 days']);
});
