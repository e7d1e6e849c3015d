import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgementWords } from './judgement-words.ts';

test('a score is said as the probability of distillation and never as certain', () => {
  assert.equal(judgementWords({ verdict: 'distillation', score: 0.99999 }), 'distillation > 99.9%');
  assert.equal(judgementWords({ verdict: 'distillation', score: 0.93 }), 'distillation 93%');
  assert.equal(judgementWords({ verdict: 'relay', score: 0.12 }), 'relay, distillation 12%');
});
