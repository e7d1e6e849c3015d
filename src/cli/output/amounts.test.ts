import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration } from './amounts.ts';

test('durations round up, so that a running scan never says 0:00 left', () => {
  assert.deepEqual([0.2, 59.5, 61, 3723].map(duration), ['0:01', '1:00', '1:01', '1:02:03']);
});
