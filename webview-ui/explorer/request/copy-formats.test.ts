import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import type { RequestView } from '../../../src/protocol/explorer-messages.ts';
import { copyOf } from './copy-formats.ts';

const HOSTILE = 'it\'s $(touch pwned) `id` "; rm -rf / #\n```\n# heading\u202e\u001b[31m';
const view: RequestView = {
  row: {
    ...{ offset: 0, length: 10, part: 0, line: 7, kind: 'request', time: 0, account: 'sk-*1*', model: 'm' },
    ...{ template: 'T1', score: 0, verdict: 'none', flagged: false, cleared: false, preview: '', requests: 1 },
  },
  facts: [],
  messages: [
    { role: 'user', segments: [{ text: HOSTILE, kind: 'plain' }], toolCalls: '', media: 0, cut: 0 },
    { role: 'answer', segments: [{ text: 'No.', kind: 'plain' }], toolCalls: '', media: 0, cut: 12 },
  ],
  source: '{"raw":1}',
  sourceCut: 0,
  evidence: [],
  campaign: '',
};

test('a shell that runs the copied call sends the prompt, and obeys nothing of it', () => {
  const text = copyOf(view, 'curl', '/logs/a.jsonl').replace(/^curl/m, 'printf "%s\\n"');
  const { stdout, stderr } = spawnSync('sh', ['-c', text], { encoding: 'utf8', env: { PATH: process.env['PATH'] } });
  assert.equal(stderr, '');
  const body = stdout.trimEnd().split('\n').at(-1) ?? '';
  const call = JSON.parse(body) as { messages: { content: string }[] };
  assert.deepEqual(
    call.messages.map(({ content }) => content),
    [HOSTILE],
  );
});

test('text of the log cannot leave its block in copied Markdown', () => {
  const text = copyOf(view, 'markdown', '/logs/a.jsonl');
  assert.match(text, /^### a\.jsonl:7$/m);
  assert.match(text, /sk-\\\*1\\\*/);
  assert.equal((text.match(/^````$/gm) ?? []).length, 2, 'the fence is longer than the one inside');
  assert.ok(!text.includes('\u202e') && !text.includes('\u001b'));
  assert.match(text, /… 12 characters more/);
});

test('copied JSON is the call, without the answer and without characters that a terminal obeys', () => {
  const json = copyOf(view, 'json', '');
  assert.ok(!json.includes('\u202e') && !json.includes('\u001b'));
  assert.deepEqual(JSON.parse(json), { model: 'm', messages: [{ role: 'user', content: HOSTILE }] });
});
