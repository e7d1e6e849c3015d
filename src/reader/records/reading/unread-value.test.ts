import assert from 'node:assert/strict';
import test from 'node:test';
import type { RecordSink } from '../fields/record-sink.ts';
import { leaveUnread, leaveUnreadLine } from './unread-value.ts';

const PASSED = 'skipped';
const REJECTED = 'rejected';

test('lines of a logger and of an error are passed over: no call of a log is hidden among them', () => {
  for (const line of [
    '2026-05-04 08:00:00,123 INFO app started worker 1',
    '2026-05-04 08:00:00,123 - app.jobs - WARNING - queue is full',
    '[2026-05-04T08:00:00Z] ERROR something odd',
    '2026-05-04T08:00:00.123Z\tinfo\tserver/main.go:12\tlistening',
    'May  4 08:00:00 host app[12]: INFO started',
    'INFO:httpx:HTTP Request: POST https://api.example.com/v1/messages "HTTP/1.1 200 OK"',
    'Traceback (most recent call last):',
    'File "/app/main.py", line 12, in ask',
  ])
    assert.equal(leaveUnreadLine(line)[0], PASSED, line);
});

test('a line that may hold what was asked or answered is rejected, and so is prose', () => {
  for (const line of [
    '2026-05-04 08:00:00 INFO prompt="What is a fjord?" account=u-1',
    '2026-05-04 08:00:00 INFO answer: A deep inlet.',
    '2026-05-04 08:00:00 INFO done {"a":1',
    '2026-05-04 08:00:00 ann What is a fjord?',
    '2026-05-04 08:00:00 ann asks INFO about fjords',
    'I want info about fjords',
    'u-1|model-a|What is a fjord?|A deep inlet.',
  ])
    assert.equal(leaveUnreadLine(line)[0], REJECTED, line);
});

test('a message beside the name of a model is rejected, for it may be a prompt, and what a logger says is passed over', () => {
  const outcome = (value: object): string => {
    let seen = '';
    const sink = { skip: () => (seen = PASSED), reject: () => (seen = REJECTED) } as unknown as RecordSink;
    leaveUnread(value, '', sink);
    return seen;
  };
  const said = { level: 'info', message: 'How do I bake bread?', user: 'u-1' };
  assert.equal(outcome({ ...said, model: 'model-a' }), REJECTED);
  assert.equal(outcome({ ...said, conversation_id: 'c-1' }), REJECTED);
  assert.equal(outcome({ ...said, message: 'Listening', port: 8080 }), PASSED);
});

test('usage of calls in a log that names nobody is told as that, and not as an unknown format', () => {
  const reasons: string[] = [];
  const sink = { reject: (reason: string) => void reasons.push(reason) } as unknown as RecordSink;
  const row = { model: 'm', created_at: '2026-05-04T08:00:00Z' };
  leaveUnread({ ...row, prompt_tokens: 100, completion_tokens: 20 }, '', sink);
  leaveUnread({ ...row, usage: { prompt_tokens: 100, completion_tokens: 20 } }, '', sink);
  leaveUnread({ ...row, requests_count: 4, prompt_tokens: 100, completion_tokens: 20 }, '', sink);
  assert.deepEqual(
    reasons.map((reason) => reason.includes('no account in this log')),
    [true, true, false],
  );
});
