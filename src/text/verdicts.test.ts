import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calledIn, judgementWords, sureness, verdictWord } from './verdicts.ts';

test('a score stands beside its verdict where it says something, and what was not judged has none', () => {
  assert.equal(judgementWords({ verdict: 'distillation', score: 0.99999 }), 'distillation > 99.9%');
  assert.equal(judgementWords({ verdict: 'distillation', score: 0.93 }), 'distillation 93%');
  assert.equal(judgementWords({ verdict: 'relay', score: 0.02 }), 'relay');
  assert.equal(judgementWords({ verdict: 'automation', score: 0.4 }), 'automation, distillation 40%');
  assert.equal(judgementWords({ verdict: 'none', score: 0.86 }), 'not flagged, score 86%');
  assert.equal(judgementWords({ verdict: 'none', score: 0.001 }), 'no finding');
  assert.equal(judgementWords({ verdict: 'not-judged', score: 0.001 }), 'not judged');
});

test('a harvest by one customer has a score of its own, and never that of distillation', () => {
  const harvest = { verdict: 'harvest', score: 0.34 } as const;
  assert.equal(judgementWords({ ...harvest, customer: { score: 0.94 } }), 'harvest pattern, one customer 94%');
  assert.equal(judgementWords(harvest), 'harvest pattern, one customer');
});

test('a candidate without a verdict is not called clean', () => {
  assert.equal(verdictWord('none', 0.1), 'not flagged');
  assert.equal(verdictWord('none', 0.09), 'no finding');
});

test('a high score is put in words of likelihood of what is called alone: of all else they would accuse', () => {
  assert.equal(sureness({ verdict: 'distillation', score: 0.93 }), 'very likely');
  for (const verdict of ['none', 'relay', 'suspected', 'automation'] as const) {
    assert.equal(sureness({ verdict, score: 0.93 }), '');
    assert.equal(sureness({ verdict, score: 0.02 }), 'very unlikely');
  }
});

test('a member of a suspected group is called neither suspected nor cleared', () => {
  const called = calledIn('none', { verdict: 'suspected' });
  assert.equal(judgementWords({ verdict: called, score: 0.77 }), 'group suspected, score 77%');
  assert.equal(calledIn('none', { verdict: 'none' }), 'none');
  assert.equal(calledIn('relay', { verdict: 'suspected' }), 'relay');
});
