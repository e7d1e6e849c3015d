import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../math/random.ts';
import { templateBundles } from './template-bundles.ts';
import { sharedBy } from './template-links.test.ts';

const ACCOUNTS = 1000;
const bundles = (accounts: readonly (readonly number[])[]): number[][] => {
  const rest = Array.from({ length: ACCOUNTS - accounts.length }, () => []);
  return templateBundles(sharedBy([...accounts, ...rest]), ACCOUNTS);
};
const times = (n: number, ...own: readonly number[]): number[][] => Array.from({ length: n }, () => [...own]);

test('templates of one campaign are one bundle, and those of another are another', () => {
  assert.deepEqual(bundles([...times(20, 0, 1, 2), ...times(20, 3, 4)]), [
    [0, 1, 2],
    [3, 4],
  ]);
});

test('accounts that use four of eight templates each, whichever, are enough for one bundle', () => {
  const random = new Random('slow');
  const slow = Array.from({ length: 60 }, () => random.shuffle([0, 1, 2, 3, 4, 5, 6, 7]).slice(0, 4));
  assert.deepEqual(bundles(slow)[0], [0, 1, 2, 3, 4, 5, 6, 7]);
});

test('a stock prompt of two products does not make one bundle of them', () => {
  const found = bundles([...times(20, 0, 1, 2), ...times(20, 3, 4, 5)].map((own) => [...own, 6]));
  const first = found.find((bundle) => bundle.includes(0))!;
  assert.ok(!first.includes(3), JSON.stringify(found));
});

test('versions of two prompts, of which each account has one each, are one bundle', () => {
  const versions = Array.from({ length: 80 }, (_, n) => [n % 2, 2 + (Math.floor(n / 2) % 2)]);
  assert.deepEqual(bundles(versions), [[0, 1, 2, 3]]);
});

test('nothing goes together by chance alone', () => {
  const random = new Random('people');
  const people = Array.from({ length: 600 }, () => [random.below(40), random.below(40)].sort((a, b) => a - b));
  assert.deepEqual(bundles(people.filter(([a, b]) => a !== b)), []);
});
