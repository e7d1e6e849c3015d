import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableOf } from '../../../test/fixtures/requests.ts';
import { accountProfiles } from './account-profiles.ts';
import { SentValues } from './sent-values.ts';

const table = tableOf([
  { account: 'a', system: 'You are kind.' },
  { account: 'b', system: 'You are brief.' },
  { account: 'a', user: 'No system prompt.' },
  { account: 'a', system: 'You are brief.' },
  { account: 'a', system: 'You are kind.' },
]);
const profiles = [...accountProfiles(table, new Map()).values()];

test('of an account’s values each is given once, with its requests and the first of them, also when asked again', () => {
  const values = new SentValues('system');
  const of = (account: string): [value: number, requests: number, first: number][] => {
    const found: [number, number, number][] = [];
    values.each(
      profiles.find((profile) => profile.account === account)!,
      table.rows,
      (...one) => found.push(one),
    );
    return found;
  };
  const [kind, brief] = [table.rows.system[0]!, table.rows.system[1]!];
  for (let asked = 0; asked < 2; asked++) {
    assert.deepEqual(of('a'), [
      [kind, 2, 0],
      [0, 1, 2],
      [brief, 1, 3],
    ]);
    assert.deepEqual(of('b'), [[brief, 1, 1]]);
  }
});
