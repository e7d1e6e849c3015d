import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Explanation } from '../../../text/explanations.ts';
import { CAMPAIGN_DETECTORS } from '../detectors/detectors.ts';
import { weigh } from './explanations.ts';
import { type Forbidden, lastResort } from './last-resort.ts';

const [ONE, TWO] = [1, 2];

/** Of every detector but that of items, the statistic is what it weighs. */
const CURVES = new Map(
  CAMPAIGN_DETECTORS.filter(({ id }) => id !== 'same-items').map(({ id }) => [
    id,
    [
      [-9, -9],
      [9, 9],
    ] as const,
  ]),
);

/** What forbids to call a candidate whose likeliest innocent explanation has this share, the rest being relays. */
function forbidden(
  templates: number,
  best: Explanation,
  share: number,
  weights: Record<string, number>,
  { reach = 0, prior = 5, asksByPictures = false, comeAlone = false, comesOnce = false, areTold = true } = {},
): Forbidden | undefined {
  const judge = {
    against: new Map([
      [best, { prior, curves: CURVES }],
      ['relay', { prior: prior + Math.log(share / (1 - share)), curves: CURVES }],
    ] as const),
    slope: 1,
    shift: 0,
  };
  const statistics = new Map([['same-items', reach], ...Object.entries(weights)]);
  const silent = new Map(comeAlone ? [['tenure', 'for'] as const] : []);
  return lastResort(templates, statistics, silent, weigh(judge, statistics), { asksByPictures, comesOnce, areTold });
}

const ENOUGH = { intent: 0.6, depth: 2 };

test('who asks by pictures alone is never called: what these ask for is not read', () => {
  assert.match(forbidden(TWO, 'product', 0.9, ENOUGH, { asksByPictures: true })!.why, /ask by pictures/);
});

test('users of one list of items are neither called nor suspected, whatever else speaks against them', () => {
  const { why, clears } = forbidden(TWO, 'product', 0.9, ENOUGH, { reach: 0.5 })!;
  assert.match(why, /the same items/);
  assert.equal(clears, true);
  assert.equal(forbidden(TWO, 'product', 0.9, ENOUGH, { reach: 0.49 }), undefined);
});

test('accounts that come once or twice and alone are neither called nor suspected, unless exact facts speak against them too', () => {
  const { why, lacks, clears } = forbidden(TWO, 'product', 0.9, ENOUGH, { comeAlone: true })!;
  assert.match(why, /once or twice and alone/);
  assert.equal(clears, true);
  assert.ok(lacks! > 0 && lacks! < 1);
  assert.equal(forbidden(TWO, 'product', 0.9, ENOUGH), undefined);
});

test('accounts that come once or twice are suspected at most though they are not alone: of what hundreds run somebody is always there', () => {
  const { why, lacks, clears } = forbidden(TWO, 'product', 0.9, ENOUGH, { comesOnce: true })!;
  assert.match(why, /come once or twice, as strangers do/);
  assert.equal(clears, undefined);
  assert.ok(lacks! > 0 && lacks! < 1);
  assert.equal(forbidden(TWO, 'product', 0.9, ENOUGH, { comesOnce: true, comeAlone: true })!.clears, true);
});

test('one prompt is not called where strangers who use a public prompt are most of what it is if innocent', () => {
  assert.match(forbidden(ONE, 'commons', 0.51, ENOUGH)!.why, /one prompt/);
  assert.equal(forbidden(ONE, 'commons', 0.5, ENOUGH), undefined);
  assert.equal(forbidden(ONE, 'product', 0.9, ENOUGH), undefined);
  assert.equal(forbidden(TWO, 'commons', 0.9, ENOUGH), undefined);
});

test('several prompts of a public program are called at twice the odds of a call alone, or with facts that make up for it', () => {
  const { why, lacks } = forbidden(TWO, 'commons', 0.9, ENOUGH, { prior: 0 })!;
  assert.match(why, /the same public program/);
  assert.ok(lacks! > 0 && lacks! < 0.5);
  assert.equal(forbidden(TWO, 'commons', 0.5, ENOUGH, { prior: 0 }), undefined);
});

test('a call needs evidence of two kinds that contradicts the likeliest innocent explanation', () => {
  assert.match(forbidden(TWO, 'product', 0.9, { depth: 2, novelty: 1, intent: 0.5 })!.why, /too few kinds of evidence/);
  assert.equal(forbidden(TWO, 'product', 0.9, { depth: 2, intent: 0.51 }), undefined);
});

test('strangers who all run one program are not called for working alike alone', () => {
  const alike = { 'even-shares': 1.5, interchangeable: 1, 'daily-rhythm': 1, 'own-tempo': 1, depth: 0.7 };
  const forbids = forbidden(TWO, 'product', 0.9, { ...alike, intent: -1.5 }, { prior: -1 })!;
  assert.match(forbids.why, /how alike its accounts work/);
  assert.ok(forbids.lacks! > 1.5, 'facts that weigh less lift the rule');
  assert.equal(forbidden(TWO, 'product', 0.9, { ...alike, intent: 1.5 }, { prior: -1 }), undefined);
});

test('who acts alike is called where what is asked for is a harvest’s, surely so where the accounts do nothing else, and the odds are twice those of a call', () => {
  const alike = { 'even-shares': 1.5, interchangeable: 1, 'daily-rhythm': 1, 'own-tempo': 1, crowd: 1, depth: 0.3 };
  const called = (intent: number, prior: number, share = 0): boolean =>
    forbidden(TWO, 'product', 0.9, { ...alike, intent, 'other-traffic': share }, { prior }) === undefined;
  assert.deepEqual([called(0.6, -2.1), called(0.4, -1.9), called(0.6, -3.8)], [true, false, false]);
  assert.deepEqual([called(1, -3.4, 1), called(0.9, -3.3, 1)], [true, false]);
});

test('of what is likelier innocent with all of its evidence nobody needs to say that it rests on acting alike', () => {
  assert.equal(forbidden(TWO, 'product', 0.9, { ...ENOUGH, tenure: -9 }), undefined);
});

test('users of one popular program are not called for being many and for what its prompt is read to ask for', () => {
  const users = { crowd: 1.5, intent: 1.2, interchangeable: 0.8, tenure: 0.6 };
  const forbids = forbidden(TWO, 'product', 0.9, users, { prior: -1.6 })!;
  assert.match(forbids.why, /its size and what it seems to ask for/);
  assert.ok(forbids.lacks! > 0 && forbids.lacks! < 1, 'facts lift the rule');
  assert.equal(forbidden(TWO, 'product', 0.9, { ...users, depth: 1 }, { prior: -1.6 }), undefined);
  assert.equal(
    forbidden(TWO, 'product', 0.9, { ...users, crowd: -1, intent: -1, depth: 2 }, { prior: -0.5 }),
    undefined,
  );
});

test('one prompt of accounts that do nothing else is suspected at most: the keys that an owner makes for one job look like that', () => {
  const called = (templates: number, share: number): boolean =>
    forbidden(templates, 'product', 0.9, { intent: 3, depth: 2, 'other-traffic': share }) === undefined;
  assert.deepEqual([called(ONE, 0.95), called(ONE, 0.94), called(TWO, 1)], [false, true, true]);
  const { why, lacks } = forbidden(ONE, 'product', 0.9, { intent: 3, depth: 2, 'other-traffic': 1 })!;
  assert.match(why, /keys that one owner made for one job/);
  assert.ok(lacks! > 0 && lacks! < 1, 'facts lift the rule');
});

test('several prompts of accounts that do nothing else are called where owners are told apart, or where it is surely a harvest that they ask for', () => {
  const called = (intent: number, areTold: boolean): boolean =>
    forbidden(TWO, 'product', 0.9, { intent, depth: 2, 'other-traffic': 1 }, { areTold }) === undefined;
  assert.deepEqual([called(0.9, true), called(1, false), called(0.9, false)], [true, true, false]);
});

test('accounts that were created at the same time are not called for that: those of a class and an event are, too', () => {
  const { why, lacks } = forbidden(TWO, 'product', 0.9, { ...ENOUGH, 'sign-ups': 1.5 }, { prior: -1 })!;
  assert.match(why, /created at the same time/);
  assert.ok(lacks! > 0 && lacks! < 1);
  assert.equal(forbidden(TWO, 'product', 0.9, { ...ENOUGH, 'sign-ups': 1.5 }, { prior: 1 }), undefined);
});
