import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LEAST_DRIFT, movedText } from './drift.ts';

test('how far a day moved is told with one decimal', () => {
  assert.deepEqual([LEAST_DRIFT, 2.64, 1200].map(movedText), [
    '1.5 times as far',
    '2.6 times as far',
    '1,200.0 times as far',
  ]);
});
