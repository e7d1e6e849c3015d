/** A field that a person names must be found for each request of its own, also where one line holds many requests. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { convertLogs } from '../../../src/reader/convert/convert.ts';
import { scratchFolder } from '../../harness/folders.ts';

const folder = scratchFolder('account-by-');

async function accounts(content: string, accountBy: string): Promise<string[]> {
  const file = path.join(folder, 'log');
  writeFileSync(file, content);
  const found: string[] = [];
  await convertLogs([file], (line) => found.push((JSON.parse(line) as { account: { value: string } }).account.value), {
    accountBy,
  });
  return found;
}

const attribute = (key: string, value: string): object => ({ key, value: { stringValue: value } });
const span = (tenant: string, text: string): object => ({
  traceId: tenant,
  spanId: text,
  name: 'chat',
  startTimeUnixNano: '1772409600000000000',
  attributes: [
    attribute('gen_ai.operation.name', 'chat'),
    attribute('gen_ai.input.messages', JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: text }] }])),
    attribute('app.tenant', tenant),
    attribute('metadata', JSON.stringify({ plan: `plan of ${tenant}` })),
  ],
});

test('each span of an OTLP batch has its own attribute', async () => {
  const batch = {
    resourceSpans: [
      {
        resource: { attributes: [attribute('k8s.pod.name', 'pod-1')] },
        scopeSpans: [{ spans: [span('north', 'a'), span('south', 'b')] }],
      },
    ],
  };
  const line = `${JSON.stringify(batch)}\n`;
  assert.deepEqual(await accounts(line, 'app.tenant'), ['north', 'south']);
  assert.deepEqual(await accounts(line, 'attributes.app.tenant'), ['north', 'south']);
  assert.deepEqual(await accounts(line, 'metadata.plan'), ['plan of north', 'plan of south']);
  assert.deepEqual(await accounts(line, 'k8s.pod.name'), ['pod-1', 'pod-1']);
});

test('each entry of an HTTP archive has its own header, and keys in headers stay hidden', async () => {
  const entry = (tenant: string): object => ({
    startedDateTime: '2026-03-01T00:00:00Z',
    request: {
      method: 'POST',
      url: 'https://api.openai.com/v1/chat/completions',
      headers: [
        { name: 'X-Tenant', value: tenant },
        { name: 'Api-Key', value: `secret of ${tenant}` },
      ],
      postData: { text: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'Hi' }] }) },
    },
    response: { status: 200, content: {} },
  });
  const archive = JSON.stringify({ log: { version: '1.2', entries: [entry('north'), entry('south')] } });
  assert.deepEqual(await accounts(archive, 'headers.x-tenant'), ['north', 'south']);
  for (const account of await accounts(archive, 'headers.api-key')) assert.match(account, /^key-[0-9a-f]{12}$/);
});

test('each observation of a Langfuse trace has its own field, and the trace is around them', async () => {
  const observation = (id: string): object => ({
    id,
    type: 'GENERATION',
    startTime: '2026-03-01T00:00:00Z',
    input: 'Hi',
    output: 'Hey',
    metadata: { tenant: `t-${id}` },
  });
  const trace = JSON.stringify({ trace: { id: 't', tags: [], release: 'r7' }, observations: [observation('1'), observation('2')] });
  assert.deepEqual(await accounts(trace, 'metadata.tenant'), ['t-1', 't-2']);
  assert.deepEqual(await accounts(trace, 'trace.release'), ['r7', 'r7']);
});

test('a field that a log collector put around the record is found', async () => {
  const record = { request: { model: 'm', messages: [{ role: 'user', content: 'Hi' }] }, response: { choices: [] } };
  const line = JSON.stringify({ kubernetes: { namespace: 'team-a' }, log: JSON.stringify(record) });
  assert.deepEqual(await accounts(`${line}\n`, 'kubernetes.namespace'), ['team-a']);
});
