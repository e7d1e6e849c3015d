import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountProfiles } from '../../accounts/account-profiles.ts';
import { templated, type TemplatedSent } from '../../../../test/fixtures/templated.ts';
import { type Candidate, candidateOf } from './candidate.ts';
import { sharedTemplates } from './shared-templates.ts';

const ACCOUNTS = 500;
const uses = (account: string, ...templates: readonly number[]): TemplatedSent[] =>
  templates.flatMap((template) => Array.from({ length: 5 }, () => ({ account, template })));

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
      [0, 5],
      [1, 5],
      [2, 5],
    ]),
  );
});

test('an account that the cluster missed but that does as its members do joins', () => {
  assert.ok(candidate([...CORE, ...uses('late', 0, 1, 2)])!.names.includes('late'));
});

test('an account that meets the campaign in one template stays outside and is counted as a stranger', () => {
  const passerBy = [
    { account: 'passer-by', template: 1 },
    ...Array.from({ length: 40 }, () => ({ account: 'passer-by' })),
  ];
  const found = candidate([...CORE, ...passerBy])!;
  assert.deepEqual(found.names, MEMBERS);
  assert.deepEqual(found.strangers, [0, 1, 0]);
  assert.deepEqual(
    found.near.map((one) => one.slices.map(({ template }) => template)),
    [[1]],
  );
});

test('a template that more strangers use than members is not the campaign’s, and no request of it is in question', () => {
  const strangers = Array.from({ length: 30 }, (_, n) => ({ account: `other${n}`, template: 3 }));
  const found = candidate([...CORE, ...uses('m0', 3), ...uses('m1', 3), ...strangers])!;
  assert.deepEqual(found.templates, [0, 1, 2]);
  assert.ok(found.slices.flat().every(({ template }) => template !== 3));
});

test('a member belongs more surely than one that sent each template once among much else', () => {
  const visitor = [0, 1].map((template) => ({ account: 'visitor', template }));
  const others = Array.from({ length: 60 }, () => ({ account: 'visitor' }));
  const { table, templates, slices } = templated([...CORE, ...visitor, ...others]);
  const shared = sharedTemplates(slices, templates.ids.length, ACCOUNTS);
  const input = { slices, shared, table, profiles: accountProfiles(table, new Map()) };
  const { membership, accounts, near } = candidateOf('joint', [0, 1, 2], input, 5)!;
  const number = table.names.account.values.indexOf('visitor');
  const odds = membership[accounts.indexOf(number)] ?? near.find(({ account }) => account === number)?.logOdds;
  assert.ok(odds! < membership[0]! - 1, `${odds} ${membership[0]}`);
});

test('members come in ascending order with finite odds', () => {
  const { accounts, membership } = candidate(CORE)!;
  assert.deepEqual(
    [...accounts].sort((a, b) => a - b),
    accounts,
  );
  assert.ok(membership.every(Number.isFinite));
});

test('templates that nobody uses together, or too few accounts, are no candidate', () => {
  const apart = Array.from({ length: 8 }, (_, n) => uses(`m${n}`, n % 2)).flat();
  assert.equal(candidate(apart, 5, new Set([0, 1])), undefined);
  assert.equal(candidate(CORE, 9), undefined);
});
