import assert from 'node:assert/strict';
import { test } from 'node:test';
import { templated, type TemplatedSent } from '../../../../test/fixtures/templated.ts';
import { sharedTemplates, type SharedTemplates } from './shared-templates.ts';

/** `accounts` users of the template with `each` requests, named apart from other templates' users by `prefix`. */
const users = (
  template: number,
  accounts: number,
  each = 2,
  rest: Partial<TemplatedSent> = {},
  prefix = 'k',
): TemplatedSent[] =>
  Array.from({ length: accounts * each }, (_, i) => ({
    account: `${prefix}${String(Math.floor(i / each)).padStart(4, '0')}`,
    template,
    ...rest,
  }));

function shared(sent: readonly TemplatedSent[], accounts: number): SharedTemplates {
  const { table, templates, slices } = templated(sent);
  return sharedTemplates(slices, table, templates.ids.length, accounts);
}

test('a template of few accounts weighs more than one of many', () => {
  const { weight } = shared([...users(0, 5), ...users(1, 50)], 1000);
  assert.ok(weight[0]! > weight[1]! && weight[1]! > 0);
});

test('an account that tried a template once is not its user', () => {
  assert.deepEqual(shared([...users(0, 5), ...users(0, 5, 1, {}, 'once')], 1000).users.get(0)!.length, 5);
});

test('a template of one account is shared with nobody', () => {
  const { users: found, weight } = shared([...users(0, 1), ...users(1, 2)], 1000);
  assert.deepEqual([found.has(0), weight[0], found.has(1)], [false, 0, true]);
});

test('a template that everybody uses says nothing, but in a small log half of the accounts are not everybody', () => {
  assert.equal(shared(users(0, 400), 1000).users.size, 0);
  assert.equal(shared(users(0, 20), 40).users.size, 1);
});

test('templates of one product share its weight: using a product’s ten templates is one coincidence, not ten', () => {
  const product = Array.from({ length: 10 }, (_, template) => users(template, 20, 2, { system: 'One product' })).flat();
  const unrelated = Array.from({ length: 10 }, (_, template) =>
    users(template, 20, 2, { system: `Product ${template}` }),
  ).flat();
  const sum = ({ weight }: SharedTemplates): number => weight.reduce((a, b) => a + b, 0);
  const one = shared(users(0, 20), 1000).weight[0]!;
  assert.ok(Math.abs(sum(shared(product, 1000)) - one) < 1e-9);
  assert.ok(Math.abs(sum(shared(unrelated, 1000)) - 10 * one) < 1e-9);
});

test('both directions agree and are in ascending order', () => {
  const { ofAccount, users: found } = shared([...users(1, 5), ...users(0, 3)], 1000);
  assert.deepEqual([...ofAccount.values()], [[0, 1], [0, 1], [0, 1], [1], [1]]);
  for (const [template, accounts] of found)
    for (const account of accounts) assert.ok(ofAccount.get(account)!.includes(template));
});
