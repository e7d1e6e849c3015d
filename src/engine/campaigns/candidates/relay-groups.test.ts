import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MINUTE, MONDAY, type Sent, tableOf } from '../../../../test/fixtures/requests.ts';
import { accountProfiles } from '../../accounts/account-profiles.ts';
import { crossAccountContinuations } from './continuations.ts';
import { relayGroups } from './relay-groups.ts';
import { growthOf, LINEAR } from '../../../../test/harness/work.ts';

/** One conversation for each pair: begun under the first account, continued under the second. */
function moved(pairs: readonly (readonly [string, string])[], rest: Sent = {}): Sent[] {
  return pairs.flatMap(([from, to], n): Sent[] => {
    const [user, answer] = [`Conversation ${n}`, `The answer of conversation ${n}, long enough to be its own.`];
    const time = MONDAY + n * HOUR;
    return [
      { account: from, user, answer, time, ...rest },
      { account: to, user, later: [answer, 'More.'], time: time + MINUTE, ...rest },
    ];
  });
}

function groups(sent: readonly Sent[]): { accounts: string[]; moved: number }[] {
  const table = tableOf(sent);
  return relayGroups(table, crossAccountContinuations(table), accountProfiles(table, new Map())).map(
    ({ accounts, rows }) => ({
      accounts: accounts.map((account) => table.names.account.values[account]!),
      moved: rows.length,
    }),
  );
}

const RING = [
  ['a', 'b'],
  ['b', 'c'],
  ['c', 'd'],
  ['d', 'a'],
] as const;

test('accounts that hand conversations to one another in turn are a group', () => {
  assert.deepEqual(groups(moved([...RING, ...RING])), [{ accounts: ['a', 'b', 'c', 'd'], moved: 8 }]);
});

test('keys of one organisation are its key pool, no relay', () => {
  assert.deepEqual(groups(moved([...RING, ...RING], { organisation: 'Acme' })), []);
});

test('two or three accounts are friends or a team, no relay', () => {
  assert.deepEqual(
    groups(
      moved([
        ['a', 'b'],
        ['b', 'a'],
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'a'],
      ]),
    ),
    [],
  );
});

test('an account with a single moved conversation is not drawn in', () => {
  const [group] = groups(moved([...RING, ...RING, ['a', 'guest']]));
  assert.deepEqual(group?.accounts, ['a', 'b', 'c', 'd']);
});

test('ids of requests in the place of accounts are no relay, however long a conversation', () => {
  const answers = Array.from({ length: 8 }, (_, n) => `Answer ${n}, long enough to be the only one of its kind.`);
  const turns = answers.map((answer, n): Sent => ({
    account: `request-${n}`,
    user: 'The first question',
    answer,
    time: MONDAY + n * MINUTE,
    later: answers.slice(0, n).flatMap((earlier) => [earlier, 'More.']),
  }));
  assert.deepEqual(groups(turns), []);
});

test('groups that share no conversation stay apart, largest first', () => {
  const other = RING.map(([x, y]) => [`${x}2`, `${y}2`] as const);
  const five = [...RING, ['d', 'e'], ['e', 'a']] as const;
  assert.deepEqual(
    groups(moved([...other, ...other, ...five, ...five])).map(({ accounts }) => accounts.join('')),
    ['abcde', 'a2b2c2d2'],
  );
});

test('a log without moved conversations has no groups', () => {
  assert.deepEqual(
    groups(
      moved([
        ['a', 'a'],
        ['b', 'b'],
      ]),
    ),
    [],
  );
  assert.deepEqual(groups([]), []);
});

test('twenty thousand moved conversations between two accounts take work that grows with their number', async () => {
  const pairs = (length: number) => Array.from({ length }, (_, n) => RING[n % 4]!);
  const growth = await growthOf((length) => assert.equal(groups(moved(pairs(length)))[0]?.moved, length), 5000);
  assert.ok(growth < LINEAR, String(growth));
});
