import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Judge } from '../../src/engine/campaigns/judging/explanations.ts';
import { logOdds } from '../../src/math/log-odds.ts';
import { asReported, judgedBy } from './accused.ts';
import { attacker, madeAccount, madeCandidate, madeDump } from './logs/made-dump.ts';

/** Each statistic weighs what it is; they are of two families. */
const JUDGE: Judge = {
  slope: 1,
  shift: 0,
  against: new Map([
    [
      'ordinary',
      {
        prior: 0,
        curves: new Map(
          ['depth', 'dealing'].map((id) => [
            id,
            [
              [-10, -10],
              [10, 10],
            ],
          ]),
        ),
      },
    ],
  ]),
};
const both = (odds: number): Record<string, number> => ({ depth: odds / 2, dealing: odds / 2 });
const near = (value: number | undefined, wanted: number): void =>
  assert.ok(Math.abs(value! - wanted) < 1e-9, `${value} instead of ${wanted}`);

test('an account is as suspect as the less certain of campaign and membership, and accused where both are certain', () => {
  const candidate = madeCandidate([0, 1], {
    membership: [logOdds(0.95), logOdds(0.8)],
    near: [[2, logOdds(0.1)]],
    statistics: both(logOdds(0.92)),
  });
  const { score, accused } = judgedBy(
    JUDGE,
    madeDump([attacker(), attacker(), attacker(), madeAccount()], [candidate]),
  );
  [0.92, 0.8, 0.1, 0].forEach((wanted, at) => near(score[at], wanted));
  assert.deepEqual(accused, [true, false, false, false]);
});

test('members of a candidate that is not certain enough are not accused, however sure they belong', () => {
  const candidate = madeCandidate([0], { statistics: both(logOdds(0.89)) });
  assert.deepEqual(judgedBy(JUDGE, madeDump([attacker()], [candidate])).accused, [false]);
});

test('members of a candidate that a rule of last resort keeps from being called are not accused', () => {
  const candidate = madeCandidate([0], { statistics: { depth: logOdds(0.99) } });
  const { score, accused } = judgedBy(JUDGE, madeDump([attacker()], [candidate]));
  near(score[0], 0.99);
  assert.deepEqual(accused, [false]);
});

test('of candidates about the same requests only the most suspicious speaks, whichever weights find it', () => {
  const first = madeCandidate([0], { same: [1], statistics: both(1), logOdds: 5 });
  const second = madeCandidate([1], { same: [0], statistics: both(3), logOdds: 2 });
  const dump = madeDump([attacker(), attacker()], [first, second]);
  assert.deepEqual(judgedBy(JUDGE, dump).candidates, [second]);
  assert.equal(judgedBy(JUDGE, dump).score[0], 0);
  assert.deepEqual(asReported(dump).candidates, [first]);
});
