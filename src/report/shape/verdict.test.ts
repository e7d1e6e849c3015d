import assert from 'node:assert/strict';
import { test } from 'node:test';
import { campaignVerdicts, inQueue, type Verdict } from './verdict.ts';

const HARVESTS = { score: 0.95, asks: true };
const verdict = (one: Parameters<typeof campaignVerdicts>[0][number]): Verdict => campaignVerdicts([one], 0.9)[0]!;

test('accounts of several customers are distillation from the threshold on, and suspected just below it', () => {
  assert.deepEqual(
    [0.9, 0.899].map((score) => verdict({ score })),
    ['distillation', 'suspected'],
  );
});

test('one customer’s accounts are a harvest from the threshold on, and neither distillation nor suspected', () => {
  assert.equal(verdict({ score: 0.01, customer: HARVESTS }), 'harvest');
  assert.equal(verdict({ score: 0.5, customer: { ...HARVESTS, score: 0.89 } }), 'none');
  assert.equal(verdict({ score: 0.95, customer: { ...HARVESTS, score: 0.999 } }), 'harvest');
});

test('a group that does not ask for a harvest is none by volume alone', () => {
  const customer = { score: 0.99, asks: false };
  assert.equal(verdict({ score: 0.01, customer }), 'none');
  assert.equal(verdict({ score: 0.95, customer }), 'harvest');
});

test('the five that score highest of those that are not called are suspected, and none of them is less likely than one in five', () => {
  const scores = [0.95, 0.21, 0.3, 0.19, 0.2, 0.5, 0.22, 0.23];
  assert.deepEqual(
    campaignVerdicts(
      scores.map((score) => ({ score })),
      0.9,
    ),
    ['distillation', 'suspected', 'suspected', 'none', 'none', 'suspected', 'suspected', 'suspected'],
  );
});

test('accounts that act alike are not suspected where what they ask for speaks against a harvest', () => {
  const asked = (weight: number) => verdict({ score: 0.8, counterEvidence: [{ detector: 'intent', weight }] });
  assert.deepEqual([asked(-0.1), asked(0)], ['none', 'suspected']);
  assert.equal(verdict({ score: 0.8, counterEvidence: [{ detector: 'tenure', weight: -2 }] }), 'suspected');
  assert.equal(verdict({ score: 0.95, counterEvidence: [{ detector: 'intent', weight: -1 }] }), 'distillation');
});

test('a technique that exact facts show is worth a look, whatever the words of its prompts are taken for', () => {
  const counterEvidence = [{ detector: 'intent', weight: -0.7 }];
  const shown = (weight: number) =>
    verdict({ score: 0.8, evidence: [{ detector: 'technique-t1', weight }], counterEvidence });
  assert.deepEqual([shown(3), shown(0)], ['suspected', 'none']);
});

test('a rule of last resort keeps a group from being called, not from being suspected, whatever it asks', () => {
  const atMostSuspected = 'a public benchmark explains it';
  const counterEvidence = [{ detector: 'intent', weight: -1 }];
  assert.equal(verdict({ score: 0.97, atMostSuspected }), 'suspected');
  assert.equal(verdict({ score: 0.97, atMostSuspected, counterEvidence }), 'suspected');
  assert.equal(verdict({ score: 0.8, atMostSuspected, counterEvidence }), 'none');
});

test('groups are looked at by verdict, then by how many attackers to expect, whatever their score alone says', () => {
  const group = (verdict: Verdict, score: number, size: number) => ({
    verdict,
    score,
    accounts: { length: size } as [],
  });
  const small = group('suspected', 0.5, 5);
  const large = group('suspected', 0.3, 50);
  const called = group('distillation', 0.95, 5);
  const relay = group('relay', 0.02, 200);
  const none = group('none', 0.4, 1000);
  assert.deepEqual([none, small, relay, large, called].sort(inQueue), [called, relay, large, small, none]);
  const certain = [group('distillation', 1, 5), group('distillation', 1, 9)];
  assert.deepEqual([...certain].sort(inQueue), certain.toReversed());
});
