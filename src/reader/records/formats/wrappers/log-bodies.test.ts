import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodiesOfLogs } from './log-bodies.ts';

const logs = (...logRecords: unknown[]): Record<string, unknown> => ({
  resourceLogs: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'gw' } }] },
      scopeLogs: [{ logRecords }],
    },
  ],
});

test('an object in the body of a log record is a line of a program, with its time and what is noted of it', () => {
  const found = bodiesOfLogs(
    logs(
      { timeUnixNano: '1777881601123000000', body: { stringValue: '{"prompt":"Hi"}' } },
      { body: { kvlistValue: { values: [{ key: 'prompt', value: { stringValue: 'Ho' } }] } } },
    ),
  );
  assert.deepEqual(
    found.map(({ body }) => body['prompt']),
    ['Hi', 'Ho'],
  );
  assert.equal(found[0]!.about['time'], '1777881601123000000');
  assert.equal(found[0]!.about['service.name'], 'gw');
});

test('words and events are left to the format of logs, so that no call counts twice', () => {
  const event = [{ key: 'event.name', value: { stringValue: 'gen_ai.user.message' } }];
  const body = { stringValue: '{"content":"Hi"}' };
  assert.deepEqual(bodiesOfLogs(logs({ body: { stringValue: 'listening' } })), []);
  assert.deepEqual(bodiesOfLogs(logs({ body, attributes: event }, { body, eventName: 'gen_ai.choice' })), []);
  assert.deepEqual(bodiesOfLogs({ prompt: 'Hi' }), []);
});
