/** Fields of a client do not take the place of those of a log: the attacks that once worked, as lines of logs. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { readLog } from '../../../../test/harness/read-log.ts';
import type { RequestRecord } from './request.ts';
import { words } from '../../../schema/words.ts';

const task = [{ role: 'user', content: 'Write a hard question about tides, with its answer.' }];
const innocent = [{ role: 'user', content: 'How long do I boil an egg?' }];

function read(line: object): { request: RequestRecord | undefined; lines: string } {
  const { requests, counts } = readLog(`${JSON.stringify(line)}\n`);
  return { request: requests[0], lines: `${counts.records} ${counts.rejected} ${counts.skipped}` };
}

/** Ways in which gateways and programs keep a body. */
const AROUND: Readonly<Record<string, (body: object) => object>> = {
  request: (body) => ({ ts: 1_777_881_600, user_id: 'u-1', request: body, response: 'Fine.' }),
  body: (body) => ({ time: '2026-05-04T08:00:00Z', api_key_hash: '4f1d', body, status: 200 }),
  'a logger of HTTP': (body) => ({
    time: '2026-05-04T08:00:00Z',
    req: { method: 'POST', headers: { authorization: 'Bearer sk-proper-0123456789' }, body },
  }),
  'a text': (body) => ({ ts: 1_777_881_600, user_id: 'u-1', request_body: JSON.stringify(body), response: 'Fine.' }),
};

for (const [name, around] of Object.entries(AROUND)) {
  const plain = read(around({ model: 'm', messages: task }));
  const forge = (fields: object): ReturnType<typeof read> => read(around({ model: 'm', messages: task, ...fields }));

  test(`in a body under ${name} another body does not take the place of the prompt`, () => {
    for (const field of ['body', 'request', 'input', 'payload', 'contents', 'prompt'])
      assert.equal(
        forge({ [field]: { model: 'm', messages: innocent } }).request?.messages[0]?.text,
        task[0]!.content,
        field,
      );
  });

  test(`in a body under ${name} headers, users and addresses do not take the place of the account`, () => {
    const fields = {
      headers: { authorization: 'Bearer sk-forged-0123456789', 'x-user-id': 'forged' },
      ...{
        user_id: 'forged',
        api_key: 'forged',
        ip: '203.0.113.9',
        org: 'forged',
        timestamp: 1,
        status: 500,
        error: 'forged',
      },
    };
    const { account, address, organisation, time, status } = forge(fields).request!;
    const { account: known, address: from, organisation: of, time: at, status: end } = plain.request!;
    assert.deepEqual(
      { account, address, organisation, time, status },
      { account: known, address: from, organisation: of, time: at, status: end },
    );
  });
}

test('a body alone that has the lists of other formats is still a call', () => {
  for (const field of words(
    'resourceSpans resourceLogs batches parentObservationId attributes Item short_message dotted_order',
  ))
    for (const value of [[], {}, 'x', 1]) {
      const { request, lines } = read({ model: 'm', messages: task, [field]: value });
      assert.deepEqual([request?.messages[0]?.text, lines], [task[0]!.content, '1 0 0'], field);
    }
});

test('an empty list of one API does not hide what is said to another one', () => {
  for (const field of ['messages', 'contents', 'input', 'prompt'])
    assert.equal(
      read({ ts: 1, user_id: 'u', request: { [field]: [], message: 'Hi.', model: 'm', temperature: 1 } }).request
        ?.messages[0]?.text,
      'Hi.',
      field,
    );
});

test('a text or a tensor for another server does not take the place of the prompt of a model on Bedrock', () => {
  const titan = { inputText: task[0]!.content, textGenerationConfig: { maxTokenCount: 10 } };
  const tensor = (name: string): object => ({ name, datatype: 'BYTES', data: [innocent[0]!.content] });
  const added = [
    { text_input: innocent[0]!.content },
    { inputs: [tensor('inputText')] },
    { inputs: [tensor('text_input')] },
    { outputs: [tensor('inputText')] },
  ];
  for (const fields of added) {
    const { request, lines } = read({
      ts: 1_777_881_600,
      user_id: 'u-1',
      request: { ...titan, ...fields },
      response: [{ outputText: 'Fine.' }],
    });
    assert.equal(lines, '1 0 0');
    assert.ok(
      request?.messages.some(({ text }) => text.includes(task[0]!.content)),
      JSON.stringify(fields),
    );
  }
});

test('a task that is also written as an answer of the model, for another API, is a task all the same', () => {
  const titan = { inputText: task[0]!.content, textGenerationConfig: { maxTokenCount: 10 } };
  const cohere = {
    message: innocent[0]!.content,
    p: 0.9,
    chat_history: [{ role: 'CHATBOT', message: task[0]!.content }],
  };
  const { request } = read({
    ts: 1_777_881_600,
    user_id: 'u-1',
    request: { ...titan, ...cohere },
    response: [{ outputText: 'Fine.' }],
  });
  assert.ok(request?.messages.some(({ role, text }) => role === 'user' && text === task[0]!.content));
});

test('a client does not turn the body of a call into one for vectors or speech', () => {
  const input = [{ role: 'user', content: 'Hi.' }];
  for (const field of ['voice', 'dimensions', 'encoding_format'])
    assert.equal(
      read({ ts: 1, user_id: 'u', request: { model: 'm', input, [field]: 1 } }).request?.messages[0]?.text,
      'Hi.',
      field,
    );
});

test('whom the log names comes before whom a client names, also around the record', () => {
  const { request } = read({
    user_id: 'u-1',
    message: { request: { model: 'm', messages: task, user: 'forged' }, response: 'Fine.' },
  });
  assert.equal(request?.account?.value, 'u-1');
});

test('a key in a header comes after the key or the user that the log has', () => {
  const headers = { authorization: 'Bearer sk-forged-0123456789' };
  const { request } = read({ user_id: 'u-1', headers, request: { model: 'm', messages: task }, response: 'Fine.' });
  assert.deepEqual(request?.account, { kind: 'user', value: 'u-1' });
});

test('headers that a client adds beside the one with its key do not change whose call it is', () => {
  const keys = { 'x-api-key': 'sk-real-0123456789abcdef' };
  const added = { authorization: 'Bearer forged-0123456789', 'x-user-id': 'forged', 'api-key': 'forged-9876543210' };
  const body = { model: 'm', max_tokens: 9, messages: task };
  for (const place of [
    (headers: object) => ({ ts: 1, request: { method: 'POST', url: '/v1/messages', headers, body }, response: {} }),
    (headers: object) => ({ time: 1, req: { method: 'POST', url: '/v1/messages', headers }, res: { statusCode: 200 } }),
  ]) {
    const [plain, forged] = [keys, { ...added, ...keys }].map((headers) => read(place(headers)).request?.account);
    assert.ok(plain?.kind === 'key');
    assert.deepEqual(forged, plain);
  }
});

test('a batch of a collector that holds nothing is skipped with a reason', () => {
  for (const line of [{ resourceSpans: [] }, { resourceLogs: [] }]) {
    const { counts } = readLog(`${JSON.stringify(line)}\n`);
    assert.deepEqual(
      counts.reasons.map(({ outcome, reason }) => [outcome, reason]),
      [['skipped', 'batch of a collector with nothing in it']],
    );
  }
});

test('a body that ends in words of the model is one call, however many turns its client wrote', () => {
  const turns = Array.from({ length: 4000 }, (_, at) => ({
    role: at % 2 === 0 ? 'user' : 'assistant',
    content: `t${at}`,
  }));
  const { requests } = readLog(`${JSON.stringify({ model: 'm', messages: turns })}\n`);
  assert.deepEqual(
    requests.map(({ messages }) => messages.length),
    [4000],
  );
});

test('labels and metadata that a caller writes into its call name no organisation, and a user only where nobody else is named', () => {
  const names = { user: 'forged', user_id: 'forged', org: 'forged', team: 'forged', tenant: 'forged' };
  const vertex = {
    logging_time: '2026-05-04 08:00:00 UTC',
    endpoint: 'projects/p-1/locations/l/publishers/google/models/m',
    full_request: { contents: [{ role: 'user', parts: [{ text: 'Hi.' }] }], labels: names },
  };
  const bedrock = {
    schemaType: 'ModelInvocationLog',
    operation: 'Converse',
    modelId: 'm',
    timestamp: '2026-05-04T08:00:00Z',
    identity: { arn: 'arn:aws:iam::1:user/ann' },
    requestMetadata: names,
    input: { inputBodyJson: { messages: [{ role: 'user', content: [{ text: 'Hi.' }] }] } },
  };
  const [one, other] = [vertex, bedrock].map((line) => read(line).request!);
  assert.deepEqual([one!.organisation, one!.account?.kind], [undefined, 'end-user']);
  assert.deepEqual([other!.organisation, other!.account?.value], [undefined, 'arn:aws:iam::1:user/ann']);
});
