import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MINUTE, MONDAY, type Sent, tableOf } from '../../../../test/fixtures/requests.ts';
import { crossAccountContinuations } from './continuations.ts';

const ANSWER = 'An answer that is long enough not to be given twice by chance.';
const first = (account: string, rest: Sent = {}): Sent => ({
  account,
  user: 'Begin.',
  answer: ANSWER,
  time: MONDAY,
  ...rest,
});
const second = (account: string, rest: Sent = {}): Sent => ({
  account,
  user: 'Begin.',
  later: [ANSWER, 'Go on.'],
  time: MONDAY + MINUTE,
  ...rest,
});
const found = (...sent: readonly Sent[]): [number, number][] => [...crossAccountContinuations(tableOf(sent))];

test('a conversation that goes on under another account is found, with the row that got the answer', () => {
  assert.deepEqual(found(first('a'), second('b')), [[1, 0]]);
});

test('the order of lines in the log does not matter, the times do', () => {
  assert.deepEqual(found(second('b'), first('a')), [[0, 1]]);
  assert.deepEqual(found(first('a'), second('b', { time: MONDAY - MINUTE })), []);
});

test('a conversation that stays with its account has not moved', () => {
  assert.deepEqual(found(first('a'), second('a')), []);
});

test('a public conversation, answered under several accounts, belongs to none of them', () => {
  assert.deepEqual(found(first('a'), first('c'), second('b')), []);
});

test('somebody who pastes an old conversation does not continue it', () => {
  assert.deepEqual(found(first('a'), second('b', { time: MONDAY + 2 * HOUR })), []);
});

test('without times, accounts or whole answers nothing is claimed', () => {
  const { time: _, ...timeless } = second('b');
  assert.deepEqual(found(first('a'), timeless), []);
  const { account: __, ...nobody } = second('b');
  assert.deepEqual(found(first('a'), nobody), []);
  assert.deepEqual(found(first('a', { answer: 'Yes.' }), second('b', { later: ['Yes.', 'Go on.'] })), []);
});
