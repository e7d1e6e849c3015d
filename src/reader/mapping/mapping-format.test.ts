import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecordReader } from '../records/reading/record-reader.ts';
import type { RequestRecord } from '../records/fields/request.ts';
import { profileFormats } from './mapping-format.ts';
import type { MappingProfile } from './mapping-profile.ts';

/** Requests that a reader with these profiles makes of one value, and what it counts the line as. */
function read(value: unknown, ...profiles: MappingProfile[]) {
  const requests: RequestRecord[] = [];
  const reader = new RecordReader(
    0,
    'file',
    (record) => requests.push(structuredClone(record)),
    profileFormats(profiles),
  );
  reader.value(value, false, { line: 1, lines: 1, offset: 0, length: 1 }, '');
  reader.end();
  const { records, rejected } = reader.counts();
  return { requests, records, rejected };
}

const gateway: MappingProfile = {
  name: 'gateway',
  fields: {
    time: { path: 'at', unit: 's' },
    key: 'cred',
    user: 'who.id',
    model: 'engine',
    address: 'from',
    system: 'persona',
    prompt: { path: 'talk', role: 'by', text: 'said', roles: { visitor: 'user', robot: 'assistant' } },
    inputTokens: 'n.in',
    outputTokens: 'n.out',
    latency: { path: 'took', unit: 's' },
    temperature: 'heat',
    status: 'fine',
  },
};

const row = {
  at: 1767225600,
  cred: 'sk-live-0123456789abcdef',
  who: { id: 'u1' },
  engine: 'm-1',
  from: '10.0.0.1',
  persona: 'Be brief.',
  talk: [
    { by: 'visitor', said: 'Hello' },
    { by: 'robot', said: 'Hi' },
  ],
  n: { in: 5, out: '7' },
  took: 1.25,
  heat: 0.5,
  fine: true,
};

test('a record of an unknown log is read by its profile, the last turn of the model being the answer', () => {
  const { requests, records } = read(row, gateway);
  assert.equal(records, 1);
  const [request] = requests;
  assert.ok(request);
  const { account, ...rest } = request;
  assert.equal(account?.kind, 'key');
  assert.match(account.value, /^key-[0-9a-f]{12}$/, 'a live key must not be kept');
  assert.deepEqual(rest, {
    format: 'mapping:gateway',
    time: 1767225600000,
    address: '10.0.0.1',
    model: 'm-1',
    system: 'Be brief.',
    messages: [{ role: 'user', text: 'Hello' }],
    tools: [],
    parameters: { temperature: 0.5 },
    answer: { text: 'Hi', toolCalls: '' },
    inputTokens: 5,
    outputTokens: 7,
    latencyMs: 1250,
    status: 'ok',
    content: 'full',
  });
});

test('prompt and answer may be text, bodies of an API, or JSON in strings', () => {
  const profile: MappingProfile = { name: 'x', fields: { prompt: 'asked', answer: 'got' } };
  const text = read({ asked: 'Hello', got: 'Hi' }, profile).requests[0];
  assert.deepEqual([text?.messages, text?.answer?.text], [[{ role: 'user', text: 'Hello' }], 'Hi']);
  const body = { model: 'm', messages: [{ role: 'user', content: 'Hello' }] };
  const reply = { choices: [{ message: { role: 'assistant', content: 'Hi' } }] };
  const packed = read({ asked: JSON.stringify(body), got: JSON.stringify(reply) }, profile).requests[0];
  assert.deepEqual([packed?.messages, packed?.answer?.text, packed?.model], [text?.messages, 'Hi', 'm']);
});

test('a known format goes first, unless the profile says that it overrides', () => {
  const known = { request: { model: 'm', messages: [{ role: 'user', content: 'Hello' }] }, customer: 'c', seat: 's' };
  const profile: MappingProfile = { name: 'x', fields: { prompt: 'request', user: 'seat' } };
  assert.equal(read(known, profile).requests[0]?.format, 'exchange');
  const mine = read(known, { ...profile, override: true }).requests[0];
  assert.deepEqual([mine?.format, mine?.account], ['mapping:x', { value: 's', kind: 'user' }]);
});

test('records in a list inside a value are read one by one, and so are those of a list', () => {
  const profile: MappingProfile = { name: 'x', records: 'page.rows', fields: { prompt: 'ask' } };
  assert.equal(read({ page: { rows: [{ ask: 'one' }, { ask: 'two' }, { other: 1 }] } }, profile).requests.length, 2);
  assert.equal(read([row, row, 'odd'], gateway).requests.length, 2);
});

test('a record without what the profile asks for is rejected, not read half', () => {
  assert.equal(read({ at: 1, talk: [] }, { ...gateway, when: ['at', 'cred'] }).rejected, 1);
  assert.equal(read({ at: 1767225600, cred: 'k' }, gateway).rejected, 1);
});

test('a record that only holds an answer has no content to judge', () => {
  const { requests } = read({ got: 'Hi' }, { name: 'x', fields: { answer: 'got' } });
  assert.equal(requests[0]?.content, 'none');
});

test('values of the wrong type cost nothing but themselves', () => {
  for (const odd of [null, 1, true, [], {}, [[]], [null], 'text', { a: 1 }]) {
    const spoilt = Object.fromEntries(Object.keys(row).map((key) => [key, odd]));
    const [request] = read({ ...spoilt, talk: row.talk }, gateway).requests;
    assert.deepEqual(
      [request?.messages, request?.answer?.text],
      [[{ role: 'user', text: 'Hello' }], 'Hi'],
      JSON.stringify(odd),
    );
    const { requests, records, rejected } = read({ ...row, talk: odd }, gateway);
    assert.equal(records + rejected, 1, JSON.stringify(odd));
    for (const { model, account } of requests) assert.deepEqual([model, account?.kind], ['m-1', 'key']);
  }
});
