import assert from 'node:assert/strict';
import test from 'node:test';
import { readLog } from '../../../../../test/harness/read-log.ts';

const read = (value: object): ReturnType<typeof readLog> => readLog(`${JSON.stringify(value)}\n`);

test('a body of a call stays a call, whatever of a span its client has written into it', () => {
  const body = { model: 'm', messages: [{ role: 'user', content: 'Shown' }] };
  const additions = [
    { 'gen_ai.operation.name': 'execute_tool' },
    { 'openinference.span.kind': 'TOOL' },
    { 'ai.operationId': 'ai.toolCall' },
    { attributes: { 'ai.operationId': 'ai.toolCall' } },
    { attributes: { 'mlflow.spanType': 'CHAIN' } },
  ];
  for (const addition of additions) {
    const { requests, counts } = read({ ...body, ...addition });
    assert.equal(requests[0]?.messages[0]?.text, 'Shown', JSON.stringify(addition));
    assert.equal(counts.records, 1);
  }
});

test('times of spans in seconds and nanoseconds are read, and what is no such pair is no time', () => {
  const span = (startTime: unknown, endTime: unknown): object => ({
    startTime,
    endTime,
    attributes: {
      'ai.operationId': 'ai.generateText.doGenerate',
      'ai.prompt.messages': '[{"role":"user","content":"?"}]',
    },
  });
  const [timed] = read(span([1777881600, 250_000_000], [1777881601, 0])).requests;
  assert.equal(timed?.time, 1777881600250);
  assert.equal(timed.latencyMs, 750);
  for (const time of [[], [1], ['x', 'y'], [null, 5], {}])
    assert.equal(read(span(time, time)).requests[0]?.time, undefined, JSON.stringify(time));
});
