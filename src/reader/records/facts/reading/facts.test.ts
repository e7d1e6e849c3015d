/** What is read of each vendor's bodies. Longer than 250 lines: each vendor writes the same facts in its own way. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLog } from '../../../../../test/harness/read-log.ts';
import type { Facts } from '../facts.ts';
import { toolIdHash } from '../tool-id.ts';

const SIGNATURE = 'a signature that nobody could have made, 1';
const OTHER = 'a signature that nobody could have made, 2';

/** Facts of the requests in lines. */
function factsOf(...lines: unknown[]): (Facts | undefined)[] {
  return readLog(lines.map((line) => JSON.stringify(line)).join('\n')).requests.map(({ facts }) => facts);
}

const exchange = (request: object, response: object): unknown => ({ request, response });
const asked = (more: object = {}): object => ({
  model: 'opus',
  max_tokens: 10,
  messages: [{ role: 'user', content: 'Look.' }],
  ...more,
});
const message = (more: object = {}): object => ({
  type: 'message',
  role: 'assistant',
  model: 'opus',
  content: [{ type: 'text', text: 'So it is.' }],
  stop_reason: 'end_turn',
  ...more,
});

test('an ordinary call has no facts', () => {
  assert.deepEqual(factsOf(exchange(asked(), message())), [undefined]);
});

test('a refusal has the category that the provider names, in whole answers, streams and batches', () => {
  const refused = {
    content: [],
    stop_reason: 'refusal',
    stop_details: { type: 'refusal', category: 'reasoning_extraction' },
  };
  const facts = { refusal: { category: 'reasoning_extraction' } };
  assert.deepEqual(factsOf(exchange(asked(), message(refused))), [facts]);
  const events = [
    { type: 'message_start', message: message({ content: [], stop_reason: null, stop_details: null }) },
    {
      type: 'message_delta',
      delta: { stop_reason: 'refusal', stop_details: refused.stop_details },
      usage: { output_tokens: 0 },
    },
    { type: 'message_stop' },
  ];
  const stream = events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
  assert.deepEqual(factsOf({ request: asked(), response: stream }), [facts]);
  assert.deepEqual(factsOf({ custom_id: 'q-17', result: { type: 'succeeded', message: message(refused) } }), [facts]);
  const bare = message({ content: [], stop_reason: 'refusal' });
  assert.deepEqual(factsOf(exchange(asked(), bare)), [{ refusal: { category: 'unspecified' } }]);
});

test('an answer that the provider keeps says which one it goes on from, by the same id behind LiteLLM; what the client names is no fact', () => {
  const [first, second] = ['resp_0123456789abcdef', 'resp_fedcba9876543210'];
  const packed = (id: string): string =>
    `resp_${Buffer.from(`litellm:custom_llm_provider:openai;model_id:m;response_id:${id}`).toString('base64')}`;
  const answer = (more: object): object => ({ object: 'response', output: [], ...more });
  const read = (request: object, response: object): (Facts | undefined)[] =>
    factsOf(exchange({ model: 'gpt', input: 'item 2', ...request }, answer(response)));
  const kept = { keptAnswer: toolIdHash(second), earlierAnswer: toolIdHash(first) };
  assert.deepEqual(read({}, { id: second, previous_response_id: first }), [kept]);
  assert.deepEqual(read({}, { id: packed(second), previous_response_id: packed(first) }), [kept]);
  assert.deepEqual(read({ previous_response_id: first }, { id: second }), [{ keptAnswer: toolIdHash(second) }]);
  assert.deepEqual(read({}, { id: second, store: false }), [undefined]);
  const interaction = { object: 'interaction', id: second, previous_interaction_id: first, outputs: [], steps: [] };
  assert.deepEqual(factsOf(exchange({ model: 'gemini', input: 'item 2' }, interaction)), [kept]);
});

test('a field that a client writes into its own body is never an answer', () => {
  const forged = {
    stop_reason: 'refusal',
    stop_details: { type: 'refusal', category: 'cyber' },
    input_transformations: [{ type: 'thinking_dropped', reason: 'organization_binding_mismatch' }],
    usage: { output_tokens_details: { thinking_tokens: 9 } },
    error: { message: 'Invalid `signature` in `thinking` block' },
  };
  assert.deepEqual(factsOf(exchange(asked(forged), message())), [undefined]);
  const said = [
    {
      role: 'user',
      content: [
        { type: 'thinking', thinking: 'x', signature: SIGNATURE },
        { type: 'text', text: 'You are Kimi. Today is 2026-07-05.' },
      ],
    },
  ];
  assert.deepEqual(factsOf(exchange(asked({ messages: said }), message())), [undefined]);
});

test('signatures are hashes, in the answer that made them and in the requests that send them back', () => {
  const block = { type: 'thinking', thinking: '', signature: SIGNATURE };
  const use = { type: 'tool_use', id: 'toolu_1', name: 'look', input: {} };
  const history = (more: object[] = []): object => ({
    messages: [
      { role: 'user', content: 'Look.' },
      { role: 'assistant', content: [block, use] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'a cat' }] },
      ...more,
    ],
  });
  const [first, second, third, other] = factsOf(
    exchange(asked(), message({ content: [block, use], stop_reason: 'tool_use' })),
    exchange(asked(history()), message()),
    exchange(
      asked(
        history([
          { role: 'assistant', content: 'A cat.' },
          { role: 'user', content: 'Sure?' },
        ]),
      ),
      message(),
    ),
    exchange(asked({ system: 'Another one.', ...history() }), message()),
  );
  const hash = first!.produced![0]!.hash;
  assert.match(hash, /^[0-9a-f]{32}$/);
  const turn = second!.resent![0]!.before;
  const issuedToolIds = [toolIdHash('toolu_1')];
  assert.deepEqual(first, { thinking: 'redacted', produced: [{ hash }], issuedToolIds, asked: turn });
  assert.deepEqual(second!.historyToolIds, first.issuedToolIds);
  const [one, two, three] = [second, third, other].map((facts) => facts!.resent![0]!);
  assert.deepEqual([one!.hash, one!.last, two!.last], [hash, true, false]);
  assert.equal(one!.prefix, two!.prefix, 'a conversation that goes on keeps what was before');
  assert.notEqual(one!.prefix, three!.prefix);
  assert.equal(one!.before, three!.before);
  assert.equal(JSON.stringify([first, second, third]).includes(SIGNATURE), false);
});

test('each vendor\u2019s form of signed reasoning is read on both sides', () => {
  const chat = (said: object): object => ({
    model: 'opus',
    messages: [
      { role: 'user', content: 'Look.' },
      { role: 'assistant', content: 'So.', ...said },
      { role: 'user', content: 'On.' },
    ],
  });
  const choice = (said: object): object => ({
    model: 'opus',
    choices: [{ message: { role: 'assistant', content: 'So.', ...said }, finish_reason: 'stop' }],
  });
  const reasoning = { type: 'reasoning', id: 'rs_1', encrypted_content: SIGNATURE, summary: [] };
  const gemini = (parts: object[]): object => ({
    contents: [
      { role: 'user', parts: [{ text: 'Look.' }] },
      { role: 'model', parts },
      { role: 'user', parts: [{ text: 'On.' }] },
    ],
  });
  const part = { functionCall: { name: 'look', args: {} }, thoughtSignature: SIGNATURE };
  const converse = { reasoningContent: { reasoningText: { text: 'Hm.', signature: SIGNATURE } } };
  const pairs: [object, object][] = [
    [
      { model: 'gpt', input: [{ role: 'user', content: 'Look.' }, reasoning, { role: 'user', content: 'On.' }] },
      {
        object: 'response',
        model: 'gpt',
        output: [reasoning, { type: 'message', content: [{ type: 'output_text', text: 'So.' }] }],
      },
    ],
    ...[
      { thinking_blocks: [{ type: 'thinking', thinking: 'Hm.', signature: SIGNATURE }] },
      { reasoning_details: [{ type: 'reasoning.text', text: 'Hm.', signature: SIGNATURE }] },
      { reasoning_details: [{ type: 'reasoning.encrypted', data: SIGNATURE, id: 'rs_1' }] },
    ].map((said): [object, object] => [chat(said), choice(said)]),
    [gemini([part]), { candidates: [{ content: { parts: [part] }, finishReason: 'STOP' }] }],
    [
      {
        messages: [
          { role: 'user', content: [{ text: 'Look.' }] },
          { role: 'assistant', content: [converse] },
          { role: 'user', content: [{ text: 'On.' }] },
        ],
        inferenceConfig: { maxTokens: 5 },
      },
      { output: { message: { role: 'assistant', content: [converse, { text: 'So.' }] } }, stopReason: 'end_turn' },
    ],
  ];
  for (const [request, response] of pairs) {
    const [facts] = factsOf(exchange(request, response));
    const what = JSON.stringify(request);
    assert.equal(facts?.produced?.length, 1, what);
    assert.equal(facts.resent?.length, 1, what);
    assert.equal(facts.resent[0]!.hash, facts.produced[0]!.hash, what);
    assert.equal(facts.resent[0]!.item, facts.produced[0]!.item, what);
  }
});

test('a log of one\u2019s own names the batch of a call as its vendor does, and no other batch', () => {
  const logged = (batch_id: unknown): string | undefined =>
    factsOf({ ...(exchange(asked(), message()) as object), batch_id })[0]?.batchId;
  assert.equal(logged('msgbatch_01HkcTjaV5uDC8jWR4ZsDV8d'), 'msgbatch_01HkcTjaV5uDC8jWR4ZsDV8d');
  assert.equal(logged('batch_68f1a0c2d3e4819098765432'), 'batch_68f1a0c2d3e4819098765432');
  for (const other of ['nightly-7', 'batch_7', 12, null, { batch_id: 'msgbatch_01HkcTjaV5uDC8jWR4ZsDV8d' }])
    assert.equal(logged(other), undefined);
});

test('words in place of a signature are none', () => {
  for (const word of ['skip_thought_signature_validator', 'short', '']) {
    const part = { functionCall: { name: 'look', args: {} }, thoughtSignature: word };
    assert.equal(
      factsOf({
        request: { contents: [{ parts: [{ text: 'a' }] }] },
        response: { candidates: [{ content: { parts: [part] } }] },
      })[0],
      undefined,
      word,
    );
  }
});

test('why reasoning was dropped is kept, each reason once', () => {
  const dropped = ['organization_binding_mismatch', 'prefix_binding_mismatch', 'organization_binding_mismatch'];
  const input_transformations = dropped.map((reason) => ({
    type: 'thinking_dropped',
    path: 'messages.1.content.0',
    reason,
  }));
  assert.deepEqual(factsOf(exchange(asked(), message({ input_transformations }))), [{ dropped: dropped.slice(0, 2) }]);
});

test('an envelope gives model and time, and a forged one gives what it says and nothing else', () => {
  const inner = Buffer.concat([
    Buffer.from([0x32, 8]),
    Buffer.from('claude-x'),
    Buffer.from([0xa8, 0x01, 0xd9, 0xd0, 0xfa, 0xd5, 0x06]),
  ]);
  const outer = Buffer.concat([Buffer.from([0x0a, inner.length]), inner]);
  const blob = Buffer.concat([Buffer.from([0x12, outer.length]), outer]).toString('base64');
  const fernet = Buffer.concat([
    Buffer.from([0x80, 0, 0, 0, 0]),
    Buffer.from('6a11e4c9', 'hex'),
    Buffer.alloc(20),
  ]).toString('base64');
  const told = (signature: string) =>
    factsOf(exchange(asked(), message({ content: [{ type: 'thinking', thinking: 'x', signature }] })))[0]!
      .produced![0]!;
  assert.equal(told(blob).producer, 'claude-x');
  assert.equal(told(blob).minted, 1_790_879_833_000);
  assert.equal(told(fernet).minted, 1_779_557_577_000);
  for (const forged of ['EgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', `Ev///////${'/'.repeat(40)}`, '!'.repeat(100)])
    assert.deepEqual(Object.keys(told(forged)), ['hash'], forged);
});

test('a history of many thousand turns and a blob of megabytes are read, and what is kept of them is bounded', () => {
  const turns = Array.from({ length: 5000 }, (_, n) => [
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: '', signature: `${OTHER} ${n}` },
        { type: 'tool_use', id: `t${n}`, name: 'look', input: {} },
      ],
    },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: `t${n}`, content: 'x' }] },
  ]).flat();
  const [facts] = factsOf(exchange(asked({ messages: [{ role: 'user', content: 'Look.' }, ...turns] }), message()));
  assert.equal(facts!.resent!.length, 16);
  assert.deepEqual(facts!.historyToolIds!.slice(7, 9), [toolIdHash('t7'), toolIdHash('t4992')]);
  const [huge] = factsOf(
    exchange(asked(), message({ content: [{ type: 'redacted_thinking', data: 'x'.repeat(8 << 20) }] })),
  );
  assert.deepEqual([huge!.thinking, huge!.produced!.length], ['redacted', 1]);
});

test('the system prompt says who the assistant is and which day it is, in the words of several languages', () => {
  const stated = (system: string): Facts | undefined => factsOf(exchange(asked({ system }), message()))[0];
  for (const [system, statedIdentity] of [
    ['You are Kimi, an assistant made by Moonshot AI.', 'kimi'],
    ['You are an AI assistant named "MiMo".', 'mimo'],
    ['你是豆包，由字节跳动开发。', 'doubao'],
    ['You are Claude Code, the official CLI.', 'claude'],
  ] as const)
    assert.deepEqual(stated(system), { statedIdentity }, system);
  for (const system of [
    'You are a helpful assistant.',
    'You compare Kimi with Claude.',
    'You are claudette.',
    'You are an expert on the history of llamas.',
  ])
    assert.equal(stated(system), undefined, system);
  for (const day of [
    "Today's date is 2026-07-05.",
    'Today\u2019s date: 2026/7/5',
    'Current date: July 5, 2026',
    'Today is Sunday, 5 July 2026',
    '今天是2026年7月5日',
  ])
    assert.deepEqual(stated(day), { statedDay: Date.UTC(2026, 6, 5) }, day);
  for (const day of ['Today is 2026-13-05', 'Current date: 2026-02-31', 'The report of 2026-07-05'])
    assert.equal(stated(day), undefined, day);
});

test('the tag that an answer opens with has its share, and a page has none', () => {
  const said = (text: string) => factsOf(exchange(asked(), message({ content: [{ type: 'text', text }] })))[0];
  assert.deepEqual(said('<reasoning>12345678</reasoning>So'), { openingTag: { name: 'reasoning', share: 0.242 } });
  assert.deepEqual(said('<Plan>cut off'), { openingTag: { name: 'plan', share: 0.538 } });
  for (const text of ['<div>x</div>', 'So <plan>x</plan>', '<1>', '<']) assert.equal(said(text), undefined, text);
});

test('errors about reasoning have a class, and others none', () => {
  const failed = (error: unknown) => factsOf({ request: asked(), response: { type: 'error', error }, status: 400 })[0];
  const text = 'messages.1.content.0: Invalid `signature` in `thinking` block';
  assert.deepEqual(failed({ message: text }), { errorClass: 'invalid_signature' });
  assert.deepEqual(failed({ message: `${text}: the block is bound to a different conversation` }), {
    errorClass: 'signature_elsewhere',
  });
  assert.deepEqual(failed({ code: 'invalid_encrypted_content' }), { errorClass: 'invalid_encrypted_content' });
  assert.equal(failed({ type: 'rate_limit_error', message: 'Slow down.' }), undefined);
});

test('a client says of itself which device and session it is', () => {
  const id = `user_${'ab'.repeat(32)}_account_a-1_session_0123-4567-89ab`;
  const json = JSON.stringify({ device_id: 'd-1', account_uuid: 'a', session_id: 's-1' });
  for (const [user_id, facts] of [
    [id, { device: 'ab'.repeat(32), clientSession: '0123-4567-89ab' }],
    [json, { device: 'd-1', clientSession: 's-1' }],
  ] as const)
    assert.deepEqual(factsOf(exchange(asked({ metadata: { user_id } }), message())), [facts]);
});

test('another model than the one asked for is a fact, another spelling of it is not', () => {
  const served = (model: string) =>
    factsOf(exchange(asked({ model: 'claude-opus-5' }), message({ model })))[0]?.modelServed;
  assert.equal(served('claude-opus-4-6'), 'claude-opus-4-6');
  for (const same of [
    'claude-opus-5',
    'claude-opus-5-20260901',
    'anthropic/claude-opus-5',
    'us.anthropic.claude-opus-5-v1:0',
  ])
    assert.equal(served(same), undefined, same);
});
