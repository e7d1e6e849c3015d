import assert from 'node:assert/strict';
import { test } from 'node:test';
import { campaignThreads, type ThreadColumns } from './campaign-threads.ts';

/** Six turns: two conversations, of the accounts 0, 1, 0, 0 and 2, 3. */
const known: ThreadColumns = {
  account: Uint32Array.of(0, 1, 0, 0, 2, 3),
  time: Float64Array.of(0, 10, 40, 50, 100, 107),
  threads: { starts: Uint32Array.of(0, 4, 6), rows: Uint32Array.of(0, 1, 2, 3, 4, 5) },
};

test('turns that stay are no moves, and what moves most often comes first', () => {
  assert.deepEqual(
    campaignThreads(known, () => true, 1),
    { conversations: 2, moves: 3, accounts: 4, gap: 10, shown: [[0, 1, 2, 3]] },
  );
});

test('a conversation is of a campaign only when it moves from one member to another', () => {
  const found = campaignThreads(known, (account) => account === 1 || account === 2, 5);
  assert.deepEqual([found?.conversations, found?.moves, found?.shown], [0, 0, []]);
});

test('of a log that cannot tell, nothing is said', () => {
  assert.equal(
    campaignThreads({ account: known.account, time: known.time }, () => true, 5),
    undefined,
  );
});
