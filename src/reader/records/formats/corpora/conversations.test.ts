import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLog } from '../../../../../test/harness/read-log.ts';

const asked = { role: 'user', content: 'Why?' };

test('an answer of Arena-Hard is read as an answer, also beside the name of its model', () => {
  const row = { uid: 'u', ans_id: 'a', model: 'm', tstamp: 1711491874.2 };
  const { requests } = readLog(
    JSON.stringify({ ...row, messages: [asked, { role: 'assistant', content: { answer: 'Because.' } }] }),
  );
  assert.deepEqual(
    requests.map(({ format, messages, answer, time }) => [format, messages.length, answer?.text, time]),
    [['conversation', 1, 'Because.', 1711491874200]],
  );
});

test('text that a client wrote for the model to go on with stays a part of its prompt', () => {
  const { requests } = readLog(
    JSON.stringify({ model: 'm', messages: [asked, { role: 'assistant', content: 'Because' }] }),
  );
  assert.deepEqual(
    requests.map(({ format, messages, answer }) => [format, messages.length, answer]),
    [['raw-request', 2, undefined]],
  );
});
