import assert from 'node:assert/strict';
import { test } from 'node:test';
import { request, tableOf } from '../../../test/fixtures/requests.ts';
import { RequestTable } from '../table/request-table.ts';
import type { AccountDirectory } from './account-directory.ts';
import { type AccountProfile, accountProfiles } from './account-profiles.ts';

const table = tableOf([
  { account: 'b', time: 30, outputTokens: 5 },
  { account: 'a', organisation: 'o1' },
  { account: 'b', organisation: 'o2', outputTokens: 7 },
  { account: 'b', time: 10 },
  { user: 'nobody’s' },
]);

function profilesOf(directory: AccountDirectory = new Map()): Map<string, AccountProfile> {
  return new Map([...accountProfiles(table, directory).values()].map((profile) => [profile.account, profile]));
}

test('an account’s requests, tokens, rows and times are its own', () => {
  const b = profilesOf().get('b')!;
  assert.deepEqual([b.requests, b.outputTokens, [...b.rows], b.first, b.last], [3, 12, [0, 2, 3], 10, 30]);
});

test('an account without times has unknown times, not the year 1970', () => {
  const a = profilesOf().get('a')!;
  assert.deepEqual([a.first, a.last], [NaN, NaN]);
});

test('requests without an account are nobody’s', () => {
  assert.deepEqual([...profilesOf().keys()], ['a', 'b']);
});

test('the organisation is the directory’s, else the log’s', () => {
  assert.deepEqual([profilesOf().get('a')!.organisation, profilesOf().get('b')!.organisation], ['o1', 'o2']);
  const entry = { organisation: 'Acme', payment: 'p' };
  const known = profilesOf(new Map([['a', entry]]));
  assert.deepEqual([known.get('a')!.organisation, known.get('b')!.organisation], ['Acme', 'o2']);
  assert.deepEqual(known.get('a')!.directory, entry);
});

test('an account known by its address alone is weak', () => {
  const weak = new RequestTable();
  weak.add(
    { ...request({}), account: { value: '10.0.0.1', kind: 'address' } },
    { source: 0, line: 1, offset: 0, length: 1 },
  );
  const [profile] = accountProfiles(weak.finish(), new Map()).values();
  assert.equal(profile?.weak, true);
  assert.equal(profilesOf().get('a')!.weak, false);
});
