import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Explanation } from '../../../text/explanations.ts';
import { lastResort } from './last-resort.ts';

const [ONE, TWO] = [1, 2];

const reason = (
  templates: number,
  best: Explanation,
  share: number,
  against: Record<string, number>,
  reach = 0,
  asksByPictures = false,
): string | undefined =>
  lastResort(
    templates,
    new Map([['same-items', reach]]),
    {
      logOdds: 5,
      prior: -1,
      weights: new Map(),
      explanations: [
        { explanation: best, share },
        { explanation: 'relay', share: 1 - share },
      ],
      againstBest: new Map(Object.entries(against)),
    },
    asksByPictures,
  );

const ENOUGH = { intent: 0.6, depth: 2 };

test('who asks by pictures alone is never called: what these ask for is not read', () => {
  assert.match(reason(TWO, 'product', 0.9, ENOUGH, 0, true)!, /ask by pictures/);
});

test('users of one list of items are not called, whatever else speaks against them', () => {
  assert.match(reason(TWO, 'product', 0.9, ENOUGH, 0.5)!, /the same items/);
  assert.equal(reason(TWO, 'product', 0.9, ENOUGH, 0.49), undefined);
});

test('one prompt is not called where strangers who use a public prompt are most of what it is if innocent', () => {
  assert.match(reason(ONE, 'commons', 0.51, ENOUGH)!, /one prompt/);
  assert.equal(reason(ONE, 'commons', 0.5, ENOUGH), undefined);
  assert.equal(reason(ONE, 'product', 0.9, ENOUGH), undefined);
  assert.equal(reason(TWO, 'commons', 0.9, ENOUGH), undefined);
});

test('a call needs evidence of two kinds that contradicts the likeliest innocent explanation', () => {
  assert.match(reason(TWO, 'product', 0.9, { depth: 2, novelty: 1, intent: 0.5 })!, /too few kinds of evidence/);
  assert.equal(reason(TWO, 'product', 0.9, { depth: 2, intent: 0.51 }), undefined);
});
