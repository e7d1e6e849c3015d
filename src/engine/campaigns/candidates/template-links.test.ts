import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logHypergeometricTail } from '../../../math/hypergeometric.ts';
import type { SharedTemplates } from './shared-templates.ts';
import { LeastInCommon, templateLinks } from './template-links.ts';

/** Template numbers of each account. */
export function sharedBy(accounts: readonly (readonly number[])[]): SharedTemplates {
  const users = new Map<number, number[]>();
  accounts.forEach((own, account) => {
    for (const template of own) users.set(template, [...(users.get(template) ?? []), account]);
  });
  const templates = 1 + Math.max(-1, ...users.keys());
  return {
    weight: Float64Array.from({ length: templates }, (_, t) => Math.log(accounts.length / (users.get(t)?.length ?? 1))),
    users: new Map([...users].sort((a, b) => a[0] - b[0]).map(([template, own]) => [template, Uint32Array.from(own)])),
  };
}

const times = (n: number, own: readonly number[]): number[][] => Array.from({ length: n }, () => [...own]);

test('two templates of the same accounts are linked, and fully correlated', () => {
  const { a, b, phi } = templateLinks(sharedBy([...times(15, [0, 1]), ...times(985, [])]), 1000);
  assert.deepEqual([...a, ...b, phi.length], [0, 1, 1]);
  assert.ok(Math.abs(phi[0]! - 1) < 1e-9);
});

test('fifteen common users of two templates with 28 each are no chance, though most pairs of these users share one template', () => {
  const log = sharedBy([...times(15, [0, 1]), ...times(13, [0]), ...times(13, [1]), ...times(959, [])]);
  assert.equal(templateLinks(log, 1000).phi.length, 1);
});

test('templates that half of the accounts use each, whoever, are not linked', () => {
  const log = sharedBy(Array.from({ length: 1000 }, (_, n) => [...(n % 2 ? [0] : []), ...(n % 4 < 2 ? [1] : [])]));
  assert.equal(templateLinks(log, 1000).phi.length, 0);
});

test('two templates that the same half of the accounts use are linked: a large campaign is not invisible', () => {
  assert.equal(templateLinks(sharedBy([...times(500, [0, 1]), ...times(500, [])]), 1000).phi.length, 1);
});

test('of a template with thousands of users a sample tells the same correlation', () => {
  const many = sharedBy([...times(4000, [0, 1]), ...times(1000, [0]), ...times(1000, [1]), ...times(14_000, [])]);
  const { phi } = templateLinks(many, 20_000);
  assert.ok(Math.abs(phi[0]! - 0.733) < 0.03, `${phi[0]}`);
});

test('the least number in common is the first that chance does not explain, at any size', () => {
  const enough = new LeastInCommon(1000);
  for (const [users, sampled] of [
    [5, 3],
    [40, 40],
    [300, 120],
    [300, 120],
  ] as const) {
    const least = enough.of(users, sampled);
    const chance = (both: number): number => logHypergeometricTail(both, 1000, users, sampled);
    assert.ok(chance(least) < Math.log(1e-6) && chance(least - 1) >= Math.log(1e-6), `${users} ${sampled}: ${least}`);
  }
});
