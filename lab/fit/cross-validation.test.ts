import assert from 'node:assert/strict';
import { test } from 'node:test';
import { probabilityOf } from '../../src/math/log-odds.ts';
import { Random } from '../../src/math/random.ts';
import type { Case } from './cases.ts';
import { foldLosses, foldsOf, scaleOf, shiftOf } from './cross-validation.ts';

const random = new Random('cross-validation');
const one = (part: Partial<Case>): Case => ({
  log: 'x',
  generator: 'bench',
  side: 'a',
  positive: false,
  explanation: (part.positive ?? false) ? null : 'ordinary',
  count: 1,
  statistics: new Map([['x', random.next()]]),
  ...part,
});
const both = (part: Partial<Case>): Case[] =>
  [true, false, true, false].map((positive) =>
    one({ ...part, positive, statistics: new Map([['x', Number(positive) + random.next()]]) }),
  );

test('a log that is left out is judged by weights that never saw it', () => {
  const cases = [...both({ side: 'a' }), ...both({ side: 'b' }), ...both({ generator: 'world2', side: '' })];
  assert.deepEqual(
    foldsOf(cases).map(({ name }) => name),
    ['side a', 'side b', 'bench', 'world2'],
  );
  // Where the other side teaches the contrary, more trust in it must cost more.
  const turned = cases.map((own) =>
    own.side === 'b' ? one({ ...own, positive: !own.positive, explanation: own.positive ? 'ordinary' : null }) : own,
  );
  const lossOf = (list: Case[], ridge: number): number =>
    foldLosses(list, new Map([['x', 'either']]), ridge).find(({ name }) => name === 'side b')!.loss;
  assert.ok(lossOf(turned, 0.01) > lossOf(turned, 10));
  assert.ok(lossOf(cases, 0.1) < lossOf(cases, 100));
});

test('a generator that is there alone is no fold', () => {
  assert.deepEqual(foldsOf([...both({ side: '' }), ...both({ side: '' })]), []);
});

test('log odds that are twice too sure are scaled back, and a shift makes them right on average', () => {
  const odds = Array.from({ length: 5000 }, () => 6 * random.normal());
  const positive = odds.map((value) => random.chance(probabilityOf(value / 2 - 1)));
  const { slope, shift } = scaleOf(odds, positive);
  assert.ok(Math.abs(slope - 0.5) < 0.05 && Math.abs(shift + 1) < 0.15, `${slope} ${shift}`);
  const moved = shiftOf(
    odds.map((value) => value / 2),
    positive,
  );
  assert.ok(Math.abs(moved + 1) < 0.15, `${moved}`);
});
