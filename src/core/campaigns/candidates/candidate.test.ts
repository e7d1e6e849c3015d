import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountProfiles } from '../../accounts/account-profiles.ts';
import { templated, type TemplatedSent } from '../../../../test/fixtures/templated.ts';
import { type Candidate, candidateOf } from './candidate.ts';
import { sharedTemplates } from './shared-templates.ts';

const ACCOUNTS = 500;
const uses = (account: string, ...templates: readonly number[]): TemplatedSent[] =>
  templates.flatMap((template) => [
    { account, template },
    { account, template },
    { account, template },
  ]);

/** The candidate of the templates that accounts whose name begins with `m` use, with names in place of numbers. */
function candidate(
  sent: readonly TemplatedSent[],
  smallest = 5,
  bundle = new Set(sent.flatMap(({ account, template }) => (account?.startsWith('m') ? (template ?? []) : []))),
): (Candidate & { names: string[] }) | undefined {
  const { table, templates, slices } = templated(sent);
  const shared = sharedTemplates(slices, templates.ids.length, ACCOUNTS);
  const profiles = accountProfiles(table, new Map());
  const found = candidateOf('joint', [...bundle].sort(), { slices, shared, table, profiles }, smallest);
  return found && { ...found, names: found.accounts.map((number) => table.names.account.values[number]!) };
}

const CORE = Array.from({ length: 8 }, (_, n) => uses(`m${n}`, 0, 1, 2)).flat();
const MEMBERS = Array.from({ length: 8 }, (_, n) => `m${n}`);

test('all accounts that use the shared templates are members, with the requests in question', () => {
  const found = candidate(CORE)!;
  assert.deepEqual(found.names, MEMBERS);
  assert.deepEqual(found.templates, [0, 1, 2]);
  assert.deepEqual(
    found.slices.map((slices) => slices.map(({ template, rows }) => [template, rows.length])),
    MEMBERS.map(() => [
      [0, 3],
      [1, 3],
      [2, 3],
    ]),
  );
});

test('an account that the cluster missed but that does as its members do joins', () => {
  assert.ok(candidate([...CORE, ...uses('late', 0, 1, 2)])!.names.includes('late'));
});

test('a member that sent each template once can be asked about again', () => {
  const once = [0, 1, 2].map((template) => ({ account: 'm-once', template }));
  assert.deepEqual(candidate([...CORE, ...once])!.names, ['m-once', ...MEMBERS]);
});

test('an account that meets the campaign in one template stays outside and is counted as a stranger', () => {
  const found = candidate([...CORE, ...uses('passer-by', 1)])!;
  assert.deepEqual(found.names, MEMBERS);
  assert.deepEqual(found.strangers, [0, 1, 0]);
});

test('an account that uses two of many templates is near: named, and not a member', () => {
  const busy = Array.from({ length: 8 }, (_, n) => uses(`m${n}`, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)).flat();
  const { table, templates, slices } = templated([...busy, ...uses('visitor', 0, 1)]);
  const shared = sharedTemplates(slices, table, templates.ids.length, ACCOUNTS);
  const visitor = table.names.account.values.indexOf('visitor');
  const cluster = table.names.account.values.flatMap((name, number) => (name.startsWith('m') ? [number] : []));
  const { accounts, near } = candidateOf(cluster, slices, shared, ACCOUNTS, 5)!;
  assert.ok(!accounts.includes(visitor));
  assert.deepEqual(
    near.map((one) => [one.account, one.slices.map(({ template }) => template)]),
    [[visitor, [0, 1]]],
  );
});

test('a template of one member alone is not the campaign’s, and the member’s requests of it are not in question', () => {
  const found = candidate([...CORE, ...uses('m0', 3)])!;
  assert.deepEqual(found.templates, [0, 1, 2]);
  assert.ok(found.slices.flat().every(({ template }) => template !== 3));
});

test('a member that uses all templates belongs more surely than one that uses two', () => {
  const { odds } = candidate([...CORE, ...uses('m8', 0, 1)])!;
  assert.ok(odds.get('m0')! > (odds.get('m8') ?? -Infinity));
});

test('members come in ascending order with finite odds', () => {
  const { accounts, membership } = candidate(CORE)!;
  assert.deepEqual(
    [...accounts].sort((a, b) => a - b),
    accounts,
  );
  assert.ok(membership.every(Number.isFinite));
});

test('a cluster without a common template, or with too few members, is no candidate', () => {
  assert.equal(candidate(Array.from({ length: 8 }, (_, n) => uses(`m${n}`, n >> 1)).flat()), null);
  assert.equal(candidate(CORE, 9), null);
});
