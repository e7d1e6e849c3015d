import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINUTE, MONDAY, type Sent, tableOf } from '../../../../test/fixtures/requests.ts';
import { threadsOf } from './threads.ts';

const answer = (turn: number): string => `Answer ${turn}, long enough not to be given twice by chance.`;

/** A turn of the conversation: it sends all answers before it back. */
const turn = (account: string, at: number, rest: Sent = {}): Sent => ({
  account,
  user: 'Begin.',
  ...(at > 0 && { later: Array.from({ length: at }, (_, k) => [answer(k), 'Go on.']).flat() }),
  answer: answer(at),
  time: MONDAY + at * MINUTE,
  ...rest,
});

const found = (...sent: readonly Sent[]): number[][] | undefined => {
  const threads = threadsOf(tableOf(sent));
  return (
    threads && Array.from(threads.starts.subarray(1), (end, at) => [...threads.rows.subarray(threads.starts[at], end)])
  );
};

test('a conversation that changes account is one thread, with the turns that stay', () => {
  assert.deepEqual(found(turn('a', 0), turn('a', 1), turn('b', 2), turn('b', 3), turn('a', 4)), [[0, 1, 2, 3, 4]]);
});

test('turns are in time order, wherever they stand in the log', () => {
  assert.deepEqual(found(turn('b', 2), turn('a', 0), turn('a', 1)), [[1, 2, 0]]);
});

test('a conversation of one account is no thread, beside one that is', () => {
  const other = { user: 'Another beginning.' };
  assert.deepEqual(found(turn('a', 0, other), turn('a', 1, other), turn('a', 0), turn('b', 1)), [[2, 3]]);
});

test('a log in which nothing moves is told from one that cannot say', () => {
  assert.deepEqual(found(turn('a', 0), turn('a', 1)), []);
  assert.equal(found({ account: 'a', user: 'Begin.', time: MONDAY }), undefined);
});
