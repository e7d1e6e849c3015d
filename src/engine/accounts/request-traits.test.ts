import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableOf } from '../../../test/fixtures/requests.ts';
import type { AccountDirectory } from './account-directory.ts';
import { accountProfiles } from './account-profiles.ts';
import { requestTraits } from './request-traits.ts';
import type { TraitKind } from './trait.ts';

const table = tableOf([
  { account: 'b', address: '203.0.113.7', userAgent: 'curl/8.7' },
  { account: 'a', organisation: 'o1', tools: [{ name: 'search', schema: '{}' }] },
  { account: 'b', tools: [{ name: 'search', schema: '{}' }] },
  { account: 'b', address: '203.0.113.7', tools: [{ name: 'read', schema: '{}' }] },
]);

function namesOf(kind: TraitKind, directory: AccountDirectory = new Map()): string[] {
  const trait = requestTraits(table, accountProfiles(table, directory).values()).find((one) => one.kind === kind);
  if (trait === undefined) return [];
  if (trait.of === 'request') return [...trait.column].map((value) => trait.names[value]!);
  return [...table.rows.account].map((account) => trait.names[trait.column[account]!]!);
}

test('each request has the address and the client that its line names, and one without has none', () => {
  assert.deepEqual(namesOf('address'), ['203.0.113.7', '', '', '203.0.113.7']);
  assert.deepEqual(namesOf('client'), ['curl/8.7', '', '', '']);
});

test('the same tools are one set, other tools another, and a request without tools has none', () => {
  assert.deepEqual(namesOf('toolset'), ['', 'S1', 'S1', 'S2']);
});

test('means of payment and the hour of sign-up come from the directory, for all requests of the account', () => {
  const createdAt = Date.UTC(2026, 4, 3, 9, 41);
  const directory = new Map([['b', { payment: 'card-1', createdAt }]]);
  assert.deepEqual(namesOf('payment', directory), ['card-1', '', 'card-1', 'card-1']);
  assert.equal(namesOf('signup', directory)[0], '2026-05-03T09:00Z');
});

test('a kind that nothing has is left out', () => {
  assert.deepEqual(namesOf('payment'), []);
});
