import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableOf } from '../../../test/fixtures/requests.ts';
import { accountProfiles } from './account-profiles.ts';
import { SentValues } from './sent-values.ts';

const requests = [
  { account: 'a', system: 'You are kind.' },
  { account: 'b', system: 'You are brief.' },
  { account: 'a', user: 'No system prompt.' },
  { account: 'a', system: 'You are brief.' },
  ...Array.from({ length: 40 }, () => ({ account: 'a', system: 'You are kind.' })),
];

test('of an account’s values each is given once, with its requests and the first of them, and they are counted once although its profile is made anew', () => {
  const table = tableOf(requests);
  const profiles = accountProfiles(table, new Map());
  const values = new SentValues('system');
  const of = (account: string): [value: number, requests: number, first: number][] => {
    const found: [number, number, number][] = [];
    const profile = [...profiles.values()].find((one) => one.account === account)!;
    values.each(profile, table, (...one) => found.push(one));
    return found;
  };
  const [kind, brief] = [table.rows.system[0]!, table.rows.system[1]!];
  assert.deepEqual(of('b'), [[brief, 1, 1]]);
  for (let asked = 0; asked < 2; asked++) {
    assert.deepEqual(of('a'), [
      [kind, 41, 0],
      [0, 1, 2],
      [brief, 1, 3],
    ]);
    // Who counts again now sees another value.
    table.rows.system.fill(0);
  }
});
