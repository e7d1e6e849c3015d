import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLog } from '../../../../../test/harness/read-log.ts';

const asked = (row: Readonly<Record<string, unknown>>): string[] =>
  readLog(JSON.stringify(row)).requests.map(({ account, messages }) => `${account?.value}: ${messages[0]?.text}`);

test('a prompt without an answer is a call where the row says when and by whom', () => {
  const row = { timestamp: '2026-05-01 10:00:00', user: 'ann', prompt: 'Why?' };
  assert.deepEqual(asked(row), ['ann: Why?']);
  assert.deepEqual(asked({ ...row, user: undefined }), []);
  assert.deepEqual(asked({ ...row, timestamp: undefined }), []);
  const { requests } = readLog('timestamp,user,prompt\n2026-05-01 10:00:00,ann,Why?\n');
  assert.deepEqual([requests.length, requests[0]?.answer, requests[0]?.content], [1, undefined, 'full']);
});

test('questions at signing in, and of a form, are no calls', () => {
  const row = { timestamp: '2026-05-01 10:00:00', user_id: 'ann', client_id: 'app' };
  for (const prompt of ['consent', 'login select_account', 'none']) assert.deepEqual(asked({ ...row, prompt }), []);
  assert.deepEqual(asked({ ...row, question: 'How satisfied are you?' }), []);
});
