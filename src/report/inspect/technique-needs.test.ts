import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newRecord, type RequestRecord } from '../../reader/records/fields/request.ts';
import { techniqueNeeds } from './technique-needs.ts';

const plain: RequestRecord = {
  ...newRecord('x'),
  time: 1767225600000,
  model: 'm',
  messages: [{ role: 'user', text: 'Hello' }],
  answer: { text: 'Hi', toolCalls: '' },
  content: 'full',
};
const unasked = (...records: RequestRecord[]): string[] =>
  techniqueNeeds(records)
    .filter(({ fed }) => fed === 'no')
    .map(({ id }) => id);

test('a log without facts is blind to what only facts show, and says of each technique what it lacks', () => {
  assert.deepEqual(unasked(plain), ['T1', 'T2', 'T3', 'T3b', 'T4', 'T5', 'T6', 'T8']);
  const [, probing, replay] = techniqueNeeds([plain]);
  assert.deepEqual(probing!.missing, ['refusals']);
  assert.deepEqual(replay!.missing, ['signed reasoning in answers', 'signed reasoning that is sent back']);
});

test('one request with a fact is enough to look for what it shows', () => {
  const hash = 'a'.repeat(32);
  const made: RequestRecord = { ...plain, facts: { produced: [{ hash }], refusal: { category: 'cyber' } } };
  const sent: RequestRecord = { ...plain, facts: { resent: [{ hash, prefix: 1, before: 1, last: true }] } };
  assert.deepEqual(unasked(plain, made, sent), ['T1', 'T3b', 'T4', 'T5', 'T6', 'T8']);
  const rest: RequestRecord = {
    ...plain,
    organisation: 'o',
    inputTokens: 1,
    outputTokens: 1,
    messages: [...plain.messages, { role: 'assistant', text: 'Hi' }, { role: 'user', text: 'On' }],
    facts: { batchId: 'msgbatch_1', thinkingTokens: 3, openingTag: { name: 'plan', share: 0.5 } },
  };
  assert.deepEqual(unasked(plain, made, sent, rest), []);
});
