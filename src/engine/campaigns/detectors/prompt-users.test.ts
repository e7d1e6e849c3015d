import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableOf } from '../../../../test/fixtures/requests.ts';
import { promptUsers } from './prompt-users.ts';

test('each system prompt has the accounts that send it, and its requests', () => {
  const table = tableOf([
    { account: 'a', system: 'You are Mira.', user: 'one' },
    { account: 'b', system: 'You are Mira.', user: 'two' },
    { account: 'a', system: 'You are Mira.', user: 'three' },
    { system: 'You are Mira.', user: 'four' },
    { account: 'b', system: 'You are Noor.', user: 'five' },
    { account: 'c', user: 'six' },
  ]);
  const { accounts, rowsOf } = promptUsers(table);
  const [mira, , , , noor] = table.rows.system;
  assert.deepEqual(
    [...accounts].sort((a, b) => a[0] - b[0]),
    [
      [mira, 2],
      [noor, 1],
    ].sort((a, b) => a[0]! - b[0]!),
  );
  assert.deepEqual([...rowsOf(mira!)], [0, 1, 2, 3]);
  assert.deepEqual([...rowsOf(noor!)], [4]);
  assert.deepEqual([...rowsOf(0)], []);
});
