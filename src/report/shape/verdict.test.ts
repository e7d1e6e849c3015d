import assert from 'node:assert/strict';
import { test } from 'node:test';
import { campaignVerdicts, inQueue, type Verdict } from './verdict.ts';

const HARVESTS = { score: 0.95, asks: true };
type Scored = Omit<Parameters<typeof campaignVerdicts>[0][number], 'accounts'>;
const accounts = (length: number) => Array.from({ length }, () => 'a');
const verdict = (one: Scored, size = 12): Verdict => campaignVerdicts([{ ...one, accounts: accounts(size) }], 0.9)[0]!;

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

test('of what is worth a look the five that come first in the queue are suspected', () => {
  const groups: [score: number, size: number][] = [
    [0.95, 4],
    [0.7, 4],
    [0.6, 9],
    [0.3, 64],
    [0.3, 49],
    [0.25, 49],
    [0.2, 70],
    [0.2, 30],
  ];
  assert.deepEqual(
    campaignVerdicts(
      groups.map(([score, size]) => ({ score, accounts: accounts(size) })),
      0.9,
    ),
    ['distillation', 'none', 'suspected', 'suspected', 'suspected', 'suspected', 'suspected', 'none'],
  );
});

test('a group that was joined takes the places of its parts: what stood behind them is not suspected in their stead', () => {
  const group = (score: number, size: number, parts?: [score: number, size: number][]) => ({
    score,
    accounts: accounts(size),
    ...(parts && { parts: parts.map(([own, n]) => ({ score: own, accounts: n })) }),
  });
  const others = [group(0.6, 40), group(0.4, 20)];
  const parts = Array.from({ length: 4 }, (): [number, number] => [0.6, 30]);
  const verdicts = (...groups: ReturnType<typeof group>[]) => campaignVerdicts(groups, 0.9);
  assert.deepEqual(verdicts(group(0.8, 100), ...others), ['suspected', 'suspected', 'suspected']);
  assert.deepEqual(verdicts(group(0.8, 100, parts), ...others), ['suspected', 'suspected', 'none']);
  // Parts that nobody would look at take none.
  assert.deepEqual(verdicts(group(0.8, 100, [[0.6, 30], ...parts.map((): [number, number] => [0.12, 8])]), ...others), [
    'suspected',
    'suspected',
    'suspected',
  ]);
});

test('a large group is worth a look at a lower score than a small one, and none is below 0.1', () => {
  assert.deepEqual([verdict({ score: 0.34 }, 16), verdict({ score: 0.33 }, 16)], ['suspected', 'none']);
  assert.deepEqual([verdict({ score: 0.1 }, 325), verdict({ score: 0.099 }, 10_000)], ['suspected', 'none']);
});

test('a group that is most likely ordinary use if it is innocent takes a higher score to be suspected, and no higher one to be called', () => {
  const beside = (explanation: string, score: number) => verdict({ score, explanations: [{ explanation }] }, 16);
  assert.deepEqual(
    [0.49, 0.5, 0.9].map((score) => beside('ordinary', score)),
    ['none', 'suspected', 'distillation'],
  );
  assert.equal(beside('commons', 0.34), 'suspected');
});

test('a group that asks through a program that others use takes a higher score to be suspected, and no higher one to be called', () => {
  const through = (statistic: number, score: number) =>
    verdict({ score, counterEvidence: [{ detector: 'popular-program', statistic }] }, 16);
  assert.deepEqual(
    [0.59, 0.61, 0.9].map((score) => through(0.5, score)),
    ['none', 'suspected', 'distillation'],
  );
  assert.equal(through(0.49, 0.34), 'suspected');
});

test('a technique that exact facts show is worth a look at a score at which statistics alone are not', () => {
  const shown = (weight: number, score = 0.2) => verdict({ score, evidence: [{ detector: 'technique-t1', weight }] });
  assert.deepEqual([shown(3), shown(0), shown(3, 0.19)], ['suspected', 'none', 'none']);
});

test('what something public explains is not suspected, however it scores, unless exact facts show a technique', () => {
  const explained = (weight: number) =>
    verdict({
      score: 0.95,
      atMostSuspected: 'why',
      notSuspected: true,
      evidence: [{ detector: 'technique-t1', weight }],
    });
  assert.deepEqual([explained(0), explained(3)], ['none', 'suspected']);
});

test('a rule of last resort keeps a group from being called, not from being suspected', () => {
  assert.equal(verdict({ score: 0.97, atMostSuspected: 'a public benchmark explains it' }), 'suspected');
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

test('of one verdict what a fact near proof shows is looked at first, and what a strong fact speaks for takes its place by its score', () => {
  const shown = (verdict: Verdict, score: number, detector: string, weight: number) => ({
    ...{ verdict, score, accounts: ['a', 'b'] },
    evidence: [{ detector, weight }],
  });
  const statistics = shown('distillation', 0.9999, 'depth', 12);
  const strong = shown('distillation', 0.9998, 'technique-t1', Math.log(20));
  const proven = shown('distillation', 0.95, 'technique-t3', Math.log(1e5));
  const relay = shown('relay', 0.02, 'technique-t3', Math.log(1e5));
  assert.deepEqual([relay, strong, statistics, proven].sort(inQueue), [proven, statistics, strong, relay]);
});
