import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flagRule, notCalled } from './suspected.ts';

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

test('what is not flagged at a score that flags is never told that it is', () => {
  const rule = (verdict: string, score: number, atMostSuspected?: string): string =>
    flagRule({ verdict, score, ...(atMostSuspected !== undefined && { atMostSuspected }) }, { threshold: 0.9 });
  assert.equal(rule('distillation', 0.95), 'Flagged as distillation at 90% or more.');
  assert.equal(rule('suspected', 0.4, 'of a benchmark'), 'Flagged as distillation at 90% or more.');
  assert.equal(
    rule('suspected', 0.95, 'it is one prompt'),
    'Not flagged, however high its score, because it is one prompt.',
  );
  for (const verdict of ['relay', 'none', 'harvest'])
    assert.match(rule(verdict, 0.95), /^Not flagged, whatever the score/);
});
