import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newRecord, type RequestRecord } from '../../reader/records/fields/request.ts';
import { detectorNeeds } from './detector-needs.ts';

const full: RequestRecord = {
  ...newRecord('x'),
  time: 1767225600000,
  account: { value: 'k', kind: 'key' },
  system: 'Answer briefly.',
  organisation: 'o',
  endUser: 'e',
  address: '192.0.2.1',
  parameters: { temperature: 0 },
  outputTokens: 7,
  model: 'm',
  messages: [{ role: 'user', text: 'Hello' }],
  answer: { text: 'Hi', toolCalls: '' },
  content: 'full',
};
const turn: RequestRecord = {
  ...full,
  messages: [...full.messages, { role: 'assistant', text: 'Hi' }, { role: 'user', text: 'Bye' }],
};

test('a log with everything feeds every detector', () => {
  assert.deepEqual(
    detectorNeeds([full, turn]).filter(({ fed }) => fed !== 'yes'),
    [],
  );
});

test('without text or accounts no detector has anything to work with', () => {
  for (const records of [
    [{ ...full, content: 'redacted' as const }],
    [{ ...full, account: { value: 'f', kind: 'file' as const } }],
    [],
  ]) {
    assert.ok(detectorNeeds(records).every(({ fed }) => fed === 'no'));
  }
});

test('a log in which most requests lack times says how many', () => {
  const { time: _, ...timeless } = turn;
  const dealing = detectorNeeds([full, turn, timeless, timeless, timeless]).find(({ id }) => id === 'dealing');
  assert.equal(dealing?.fed, 'partly');
  assert.deepEqual(dealing.missing, ['times in 60% of requests']);
});
