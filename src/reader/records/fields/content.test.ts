import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markContent } from './content.ts';
import { newRecord } from './request.ts';

function contentOf(system: string, ...texts: string[]): string {
  const record = { ...newRecord('test'), system, messages: texts.map((text) => ({ role: 'user' as const, text })) };
  markContent(record);
  return record.content;
}

test('a request has no text where all of its texts stand for others', () => {
  assert.equal(contentOf('', '***'), 'redacted');
  assert.equal(contentOf('[PERSON_1]', '<redacted: 120 chars>', ''), 'redacted');
});

test('the word of a gateway for a text hides nothing where the log has another message of the request', () => {
  assert.equal(contentOf('You are a judge.', 'redacted-by-litellm'), 'redacted');
  assert.equal(contentOf('', '[REDACTED]', 'b1d5781111d84f7b3fe45a0852e59758cd7a87e5'), 'redacted');
  assert.equal(contentOf('', 'Explain every step.', '[REDACTED]'), 'full');
  assert.equal(contentOf('[REDACTED]', 'Explain every step.'), 'full');
});

test('a client that adds a hash or a placeholder to what it sends hides nothing by it', () => {
  assert.equal(contentOf('', 'Explain every step.', 'b1d5781111d84f7b3fe45a0852e59758cd7a87e5'), 'full');
  assert.equal(contentOf('You are a judge.', '***'), 'full');
});
