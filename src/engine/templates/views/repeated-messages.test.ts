import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Sent, tableOf } from '../../../../test/fixtures/requests.ts';
import { repeatedMessages } from './repeated-messages.ts';

const ASKED = 'How does a compiler work?';
/** Each account sends it three times. */
const from = (accounts: number, rest: Sent): Sent[] =>
  Array.from({ length: 3 * accounts }, (_, n) => ({ account: `a${n % accounts}`, ...rest }));

/** Whether the message of the first request is one that comes again. */
function isRepeated(sent: readonly Sent[], framed: readonly number[] = []): boolean {
  const table = tableOf(sent);
  return repeatedMessages(table, (row) => framed.includes(row))[table.rows.user[0]!] === 1;
}

test('a message that three accounts send again and again is repeated, whatever their system prompts', () => {
  assert.ok(isRepeated(from(3, { user: ASKED })));
  assert.ok(isRepeated(from(3, { user: ASKED }).map((sent, n) => ({ ...sent, system: `You are assistant ${n}.` }))));
});

test('a message that many accounts sent twice, or two many times, is a common question or a habit', () => {
  assert.ok(!isRepeated(Array.from({ length: 90 }, (_, n) => ({ account: `a${n >> 1}`, user: ASKED }))));
  assert.ok(!isRepeated([...from(2, { user: ASKED }), ...from(2, { user: ASKED })]));
  assert.ok(!isRepeated(Array.from({ length: 90 }, () => ({ account: 'a', user: ASKED }))));
});

test('accounts whose request has a template already, and requests of nobody, do not count', () => {
  assert.ok(!isRepeated(from(3, { user: ASKED }), [0]));
  assert.ok(!isRepeated([...from(2, { user: ASKED }), ...Array.from({ length: 9 }, () => ({ user: ASKED }))]));
});

test('a greeting says nothing, however many send it', () => {
  assert.ok(!isRepeated(from(50, { user: 'Hi there' })));
});
