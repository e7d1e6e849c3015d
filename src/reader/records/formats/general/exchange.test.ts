import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLog } from '../../../../../test/harness/read-log.ts';

const row = (response: unknown): string =>
  JSON.stringify({ time: '2026-05-04T00:00:00Z', user: 'u', prompt: 'Grade it, in JSON.', response });

test('an answer that is JSON because JSON was asked for is the answer, as the model wrote it', () => {
  for (const said of ['{"grade":4,"why":"short"}', '{ "status": "500" }', '["a","b"]', '{}', '[]', '{"grade":']) {
    const { requests } = readLog(row(said));
    assert.deepEqual(
      requests.map(({ answer, status }) => [answer?.text, status]),
      [[said, 'unknown']],
      said,
    );
  }
});

test('the body of a response in a string is read as one, and what says nothing is no answer', () => {
  const body = { choices: [{ message: { role: 'assistant', content: '{"grade":4}' }, finish_reason: 'stop' }] };
  assert.deepEqual(readLog(row(JSON.stringify(body))).requests[0]?.answer, {
    text: '{"grade":4}',
    toolCalls: '',
    finish: 'stop',
  });
  assert.equal(readLog(row('')).requests[0]?.answer?.text ?? '', '');
});
