import assert from 'node:assert/strict';
import { test } from 'node:test';
import { templated, type TemplatedSent } from '../../../../test/fixtures/templated.ts';
import { sharedTemplates, type SharedTemplates } from './shared-templates.ts';

/** One request of the template from each of so many accounts. */
const users = (template: number, accounts: number): TemplatedSent[] =>
  Array.from({ length: accounts }, (_, n) => ({ account: `k${String(n).padStart(4, '0')}`, template }));

function shared(sent: readonly TemplatedSent[], accounts: number, without?: ReadonlySet<number>): SharedTemplates {
  const { templates, slices } = templated(sent);
  return sharedTemplates(slices, templates.ids.length, accounts, without);
}

test('a template of few accounts weighs more than one of many', () => {
  const { weight } = shared([...users(0, 5), ...users(1, 50)], 1000);
  assert.ok(weight[0]! > weight[1]! && weight[1]! > 0);
});

test('a template of two accounts links nobody', () => {
  const { users: found, weight } = shared([...users(0, 2), ...users(1, 3)], 1000);
  assert.deepEqual([found.has(0), weight[0], found.has(1)], [false, 0, true]);
});

test('a template that half of a log uses still links: a campaign may be half of it', () => {
  assert.equal(shared(users(0, 500), 1000).users.size, 1);
});

test('requests of left-out accounts do not count', () => {
  const without = new Set([1, 2]);
  assert.equal(shared(users(0, 4), 1000, without).users.size, 0);
  assert.deepEqual(shared(users(0, 5), 1000, without).users.get(0), Uint32Array.of(3, 4, 5));
});

test('the users of each template are in ascending order', () => {
  const { users: found } = shared([...users(1, 5), ...users(0, 3)], 1000);
  assert.deepEqual(
    [...found],
    [
      [0, Uint32Array.of(1, 2, 3)],
      [1, Uint32Array.of(1, 2, 3, 4, 5)],
    ],
  );
});
