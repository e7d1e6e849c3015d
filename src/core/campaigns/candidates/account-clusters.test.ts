import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountClusters } from './account-clusters.ts';
import type { SharedTemplates } from './shared-templates.ts';

/** Templates of each account, with the weight of each template. */
function shared(ofAccount: Readonly<Record<number, readonly number[]>>, weight: readonly number[]): SharedTemplates {
  const own = new Map(Object.entries(ofAccount).map(([account, templates]) => [Number(account), [...templates]]));
  const users = new Map<number, number[]>();
  for (const [account, templates] of own)
    for (const template of templates) users.set(template, [...(users.get(template) ?? []), account]);
  return { weight: Float64Array.from(weight), ofAccount: own, users };
}

const HEAVY = [5, 5, 5, 5, 5, 5];

test('accounts that share several rare templates are one cluster, others are not in it', () => {
  const found = accountClusters(shared({ 1: [0, 1], 2: [0, 1], 3: [0, 1, 2], 8: [3], 9: [4, 5] }, HEAVY), 3);
  assert.deepEqual(found, [[1, 2, 3]]);
});

test('one shared template links nobody: strangers meet in one prompt', () => {
  assert.deepEqual(accountClusters(shared({ 1: [0], 2: [0], 3: [0], 4: [0] }, HEAVY), 2), []);
});

test('templates that say little link nobody, however many', () => {
  const many = [0, 1, 2, 3, 4, 5];
  assert.deepEqual(
    accountClusters(
      shared(
        { 1: many, 2: many, 3: many },
        many.map(() => 0.01),
      ),
      2,
    ),
    [],
  );
});

test('a small overlap of two large users links nobody', () => {
  const weight = Array.from({ length: 20 }, () => 5);
  const range = (from: number) => Array.from({ length: 11 }, (_, i) => from + i);
  assert.deepEqual(accountClusters(shared({ 1: range(0), 2: range(9) }, weight), 2), []);
});

test('members are joined over others, and clusters come largest first', () => {
  const found = accountClusters(shared({ 1: [4, 5], 2: [4, 5], 3: [0, 1], 4: [0, 1, 2], 5: [1, 2] }, HEAVY), 2);
  assert.deepEqual(found, [
    [3, 4, 5],
    [1, 2],
  ]);
});

test('clusters that are too small are left out', () => {
  assert.deepEqual(accountClusters(shared({ 1: [0, 1], 2: [0, 1] }, HEAVY), 3), []);
  assert.deepEqual(accountClusters(shared({}, []), 1), []);
});

test('a campaign of thousands is one cluster, found in a moment', () => {
  const accounts = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [n + 1, [0, 1, 2]]));
  const began = performance.now();
  const found = accountClusters(shared(accounts, HEAVY), 5);
  assert.equal(found[0]?.length, 5000);
  assert.ok(performance.now() - began < 10_000);
});
