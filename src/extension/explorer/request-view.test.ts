import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestsOf } from '../../engine/readback/read-prompts.ts';
import { profileFormats } from '../../reader/mapping/mapping-format.ts';
import { previewOf } from './request-view.ts';

/** A line of an agent's transcript: the answer is on a line of its own. */
const ANSWER = JSON.stringify({
  type: 'assistant',
  sessionId: 's1',
  uuid: 'u2',
  timestamp: '2026-01-05T10:00:00.000Z',
  message: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-sonnet-4-5',
    content: [{ type: 'text', text: 'The tests pass now.' }],
    usage: { input_tokens: 10, output_tokens: 6 },
  },
});

test('an answer in a transcript that was not scanned is not listed as a prompt', () => {
  const [record] = requestsOf(Buffer.from(ANSWER), '/logs/session.jsonl', profileFormats([]));
  assert.ok(record, 'the line is read as part of a request');
  assert.equal(previewOf(record), 'Answer: The tests pass now.');
});
