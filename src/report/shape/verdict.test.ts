import assert from 'node:assert/strict';
import { test } from 'node:test';
import { campaignVerdict } from './verdict.ts';

const HARVESTS = { score: 0.95, asks: true };

test('accounts of several customers are distillation from the threshold on', () => {
  assert.deepEqual(
    [0.9, 0.899].map((score) => campaignVerdict({ score }, 0.9)),
    ['distillation', 'none'],
  );
});

test('one customer’s accounts are a harvest from the threshold on, and never distillation', () => {
  const verdict = (score: number, customer: { score: number; asks: boolean }): string =>
    campaignVerdict({ score, customer }, 0.9);
  assert.equal(verdict(0.01, HARVESTS), 'harvest');
  assert.equal(verdict(0.01, { ...HARVESTS, score: 0.89 }), 'none');
  assert.equal(verdict(0.95, { ...HARVESTS, score: 0.999 }), 'harvest');
});

test('what does not ask for a harvest is none by volume alone', () => {
  const customer = { score: 0.99, asks: false };
  assert.equal(campaignVerdict({ score: 0.01, customer }, 0.9), 'none');
  assert.equal(campaignVerdict({ score: 0.95, customer }, 0.9), 'harvest');
});
