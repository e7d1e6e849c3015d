import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration, moment } from './amounts.ts';

test('durations round up, so that a running scan never says 0:00 left', () => {
  assert.deepEqual([0.2, 59.5, 61, 3723].map(duration), ['0:01', '1:00', '1:01', '1:02:03']);
});

test('moments are UTC whatever the zone of the machine', () => {
  assert.equal(moment(Date.UTC(2026, 4, 4, 9, 5, 59)), '2026-05-04 09:05');
});
