import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatOf } from '../formats.ts';
import { holdsPlainCall, isPlainCall } from './plain-call.ts';

const REQUEST = { model: 'm', messages: [{ role: 'user', content: 'Why?' }] };
const CALLS = {
  'request and answer': { request: REQUEST, response: 'Because.' },
  'prompt and answer': { prompt: 'Why?', completion: 'Because.' },
  'body of a request': REQUEST,
  'names in camel case': { promptText: 'Why?', completionText: 'Because.' },
};
/** Fields that coding agents have in their notes, and other programs in their calls. */
const BESIDE = {
  sessionId: ['s-1'],
  type: ['request', 'chat', 'llm.call', 'session.message', 'usage.record', 'event', 'message', 'user'],
  time: ['2026-05-01T00:00:00Z', 1_777_593_600_000],
  timestamp: ['2026-05-01T00:00:00Z'],
  id: ['r-1'],
  parentId: [null],
  uuid: ['6c1f'],
  cwd: ['/srv'],
  version: ['1.0'],
  level: ['info'],
  message: ['model call'],
  protocol_version: ['1'],
};

test('a call is read whatever names its program puts beside it: passed over as a note of something else, it is lost', () => {
  const beside = Object.entries(BESIDE).flatMap(([name, values]) => values.map((value) => [name, value] as const));
  for (const [what, call] of Object.entries(CALLS)) {
    assert.ok(isPlainCall(call), what);
    for (const one of beside) {
      for (const other of beside) {
        const value = { ...Object.fromEntries([one, other]), ...call };
        const format = formatOf(value, true)?.name ?? '';
        assert.ok(['exchange', 'raw-request'].includes(format), `${what}, ${JSON.stringify([one, other])}: ${format}`);
        // Who says a message says that it is one.
        if ([one, other].some(([, said]) => said === 'user')) continue;
        const around = { ...Object.fromEntries([one, other]), chat: call };
        assert.ok(holdsPlainCall(around));
        const own = formatOf(around, true)?.name;
        assert.equal(own, undefined, `around ${what}, ${JSON.stringify([one, other])}: ${own}`);
      }
    }
  }
});

test('notes of coding sessions are still known as such', () => {
  const notes = [
    { type: 'summary', sessionId: 's-1', leafUuid: 'x' },
    { type: 'progress', sessionId: 's-1', data: { hook: 'x' } },
    { type: 'llm.request', time: 1_777_593_600_000, model: 'm' },
  ];
  assert.deepEqual(
    notes.map((note) => formatOf(note, true)?.name),
    ['claude-code', 'claude-code', 'kimi-cli'],
  );
});
