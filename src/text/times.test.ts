import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, moment } from './times.ts';

test('moments are UTC whatever the zone of the machine', () => {
  assert.equal(moment(Date.UTC(2026, 4, 4, 9, 5, 59)), '2026-05-04 09:05');
  assert.equal(dayOf(Date.UTC(2026, 4, 4, 23, 59)), '2026-05-04');
  assert.equal(moment(null), 'no time');
});
