import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, duration, moment } from './amounts.ts';

test('bytes never show as 1000 of a unit', () => {
  assert.deepEqual([0, 999, 1000, 999_499, 999_600, 12_345_678, 4.2e12].map(bytes), [
    '0 B',
    '999 B',
    '1.0 kB',
    '999 kB',
    '1.0 MB',
    '12.3 MB',
    '4.2 TB',
  ]);
});

test('durations round up, so that a running scan never says 0:00 left', () => {
  assert.deepEqual([0.2, 59.5, 61, 3723].map(duration), ['0:01', '1:00', '1:01', '1:02:03']);
});

test('moments are UTC whatever the zone of the machine', () => {
  assert.equal(moment(Date.UTC(2026, 4, 4, 9, 5, 59)), '2026-05-04 09:05');
});
