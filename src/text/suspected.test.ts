import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notCalled } from './suspected.ts';

const said = (one: Partial<Parameters<typeof notCalled>[0]>): string[] =>
  notCalled({ verdict: 'suspected', score: 0.4, accounts: [], ...one }, { threshold: 0.9 });

test('a group that a higher score would call is told that score, and one that no score would call is told why', () => {
  assert.deepEqual(said({}), ['that takes a score of 90%']);
  assert.deepEqual(said({ atMostSuspected: 'of a benchmark' }), ['that takes a score of 90%']);
  assert.deepEqual(said({ atMostSuspected: 'of a benchmark', score: 0.95 }), [
    'however high its score, because of a benchmark',
  ]);
  assert.deepEqual(said({ atMostSuspected: 'of its words', reworded: true }), [
    'however high its score, because of its words',
  ]);
});
