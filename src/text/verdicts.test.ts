import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgedIn, judgementWords, listRank, ownScore, sureness, verdictWord } from './verdicts.ts';

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
  const none = { verdict: 'none', score: 0.77 } as const;
  assert.equal(judgementWords(judgedIn(none, [undefined, { verdict: 'suspected' }])), 'group suspected, score 77%');
  assert.deepEqual(judgedIn(none, [{ verdict: 'none' }]), none);
  assert.deepEqual(judgedIn({ ...none, verdict: 'relay' }, [{ verdict: 'suspected' }]), { ...none, verdict: 'relay' });
});

test('an account or a template of a harvest has the score of the harvest, and never that of distillation', () => {
  const groups = [{ verdict: 'distillation' }, { verdict: 'harvest', customer: { score: 0.94 } }] as const;
  const called = judgedIn({ verdict: 'harvest', score: 0.34 }, groups);
  assert.equal(called.score, 0.94);
  assert.equal(ownScore(called), 0.94);
  assert.equal(judgementWords(called), 'harvest pattern, one customer 94%');
  assert.equal(judgedIn({ verdict: 'distillation', score: 0.97 }, groups).score, 0.97);
});

test('lists by score have the gravest verdict first, then the likeliest, and at the end what was not judged', () => {
  const ordered = [
    { verdict: 'distillation', score: 0.91 },
    { verdict: 'relay', score: 0.01 },
    { verdict: 'suspected-group', score: 0.3 },
    { verdict: 'harvest', score: 0.99, customer: { score: 0.96 } },
    { verdict: 'harvest', score: 0.95 },
    { verdict: 'none', score: 0.86 },
    { verdict: 'automation', score: 0.4 },
    { verdict: 'none', score: 0.001 },
    { verdict: 'not-judged', score: 0.5 },
  ] as const;
  assert.deepEqual(
    [...ordered].reverse().sort((a, b) => listRank(b) - listRank(a)),
    ordered,
  );
});
