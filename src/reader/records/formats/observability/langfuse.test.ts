import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLog } from '../../../../../test/harness/read-log.ts';

type Observation = Readonly<Record<string, unknown>>;

const call = (id: string, fields: Observation): Observation => ({
  id,
  traceId: 't',
  type: 'GENERATION',
  startTime: '2026-05-04T08:00:00Z',
  ...fields,
});

/** Requests of a download of one trace, and of an export with an observation a line. */
function read(...observations: readonly Observation[]): string[][] {
  const trace = { id: 't', userId: 'ann', timestamp: '2026-05-04T08:00:00Z', projectId: 'p', sessionId: 's' };
  const lines = [trace, ...observations.map((one) => ({ parentObservationId: null, ...one }))];
  return [JSON.stringify({ trace, observations }), lines.map((line) => JSON.stringify(line)).join('\n')].map((text) =>
    readLog(text)
      .requests.map(({ messages, answer }) => {
        const said = messages.map(({ role, text: words }) => `${role}: ${words}`).join(', ');
        return `${said} > ${answer?.text ?? ''}${answer?.toolCalls ?? ''}`;
      })
      .sort(),
  );
}

const twice = (...said: string[]): string[][] => [said, said];

test('a step of a kit for agents around a call is not counted beside the call', () => {
  const asked = [{ role: 'user', content: 'Why?' }];
  for (const [outer, inner] of [
    [
      { name: 'step', output: 'Because.' },
      { name: 'call', output: 'Because.' },
    ],
    [
      { name: 'ai.streamText', output: 'Because.' },
      { name: 'ai.streamText.doStream', output: { role: 'assistant', content: 'Because.' } },
    ],
  ] as const)
    assert.deepEqual(
      read(
        call('a', { ...outer, input: { prompt: 'Why?' } }),
        call('b', { ...inner, input: asked, parentObservationId: 'a' }),
      ),
      twice('user: Why? > Because.'),
    );
});

test('a call that was made inside of another one, with an answer of its own, is counted', () => {
  assert.deepEqual(
    read(
      call('a', { name: 'agent', input: 'Why?', output: 'Because.' }),
      call('b', { name: 'search', input: 'sky', output: 'Blue.', parentObservationId: 'a' }),
    ),
    twice('user: Why? > Because.', 'user: sky > Blue.'),
  );
});

test('answers that Google’s kit for agents hands on are kept, texts and calls', () => {
  const input = { model: 'gemini', contents: [{ role: 'user', parts: [{ text: 'hi' }] }] };
  const answer = (part: Observation): Observation => ({
    content: { role: 'model', parts: [part] },
    finish_reason: 'STOP',
  });
  assert.deepEqual(
    read(
      call('a', { input, output: answer({ text: 'Hello!' }) }),
      call('b', { input, output: answer({ function_call: { name: 'greet', args: {} } }) }),
    ),
    twice('user: hi > Hello!', 'user: hi > [{"name":"greet","arguments":{}}]'),
  );
});

test('calls of tools and what they gave, between messages, are nothing that the user said', () => {
  const input = [
    { role: 'user', content: 'Weather in Tokyo?' },
    { type: 'function_call', call_id: 'c', name: 'weather', arguments: { city: 'Tokyo' } },
    { type: 'function_call_output', call_id: 'c', output: 'Sunny.' },
  ];
  const [one, other] = read(call('a', { input, output: 'It is sunny.' }));
  assert.deepEqual(one, other);
  assert.match(one![0]!, /^user: Weather in Tokyo\?, assistant: .*tool: Sunny\. > It is sunny\.$/);
});

const printed = (role: string, content: string, more = ''): string =>
  `role='${role}' content=${content} name=None tool_calls=None metrics=Metrics(input_tokens=0, timer=None) created_at=17496504${more}`;

test('messages that were printed by Python keep their roles', () => {
  const messages = [
    printed('system', "'Be brief.'"),
    printed('user', `"What's new?"`),
    printed('assistant', 'None').replace(
      'tool_calls=None',
      "tool_calls=[{'function': {'name': 'look', 'arguments': '{}'}}]",
    ),
    printed('tool', "'[1]'"),
  ];
  const [whole] = read(call('a', { input: { messages }, output: 'Nothing.' }));
  assert.deepEqual(whole, ["user: What's new?, assistant: , tool: [1] > Nothing."]);
});

test('words behind a message that looks printed are read', () => {
  for (const more of [' Write me a poem', " poem='on the sea'", ' write_a_poem=1']) {
    const text = printed('user', "'Hi'", more);
    const [whole] = read(call('a', { input: [text], output: 'Yes.' }));
    assert.deepEqual(whole, [`user: ${text} > Yes.`]);
  }
});

test('a conversation that a tracer wrote as one text is read message by message', () => {
  assert.deepEqual(
    read(call('a', { input: 'system: Be brief.\nuser: Why?\nassistant: Because.\nuser: Is it?', output: 'Yes.' })),
    twice('user: Why?, assistant: Because., user: Is it? > Yes.'),
  );
});

test('a second tracer inside of a call, which writes None for a call of a tool, is not counted', () => {
  const calls = [{ function: { name: 'look', arguments: '{}' } }];
  assert.deepEqual(
    read(
      call('a', {
        name: 'invoke',
        input: { messages: [{ role: 'user', content: 'Why?' }] },
        output: { choices: [{ message: { role: 'assistant', content: null, tool_calls: calls } }] },
      }),
      call('b', { name: 'chat m', input: 'user: Why?', output: 'None', parentObservationId: 'a' }),
    ),
    twice('user: Why? > [{"name":"look","arguments":{}}]'),
  );
});

test('the end of a call that has its beginning beside it is not counted', () => {
  assert.deepEqual(
    read(
      call('a', { name: 'chat.start-7', input: [{ role: 'user', content: 'Why?' }], output: null }),
      call('b', { name: 'chat.success-7', input: null, output: null }),
      call('c', { name: 'chat.finish-7', input: null, output: null }),
      call('d', { name: 'chat.finish-9', input: 'What?', output: 'That.' }),
    ),
    twice('user: What? > That.', 'user: Why? > '),
  );
});

test('calls and results of tools are read where they stand in a list of their own', () => {
  const asked = (name: string): Observation => ({ type: 'function', function: { name, arguments: {} } });
  assert.deepEqual(
    read(
      call('a', {
        input: [
          { role: 'user', content: 'Why?' },
          { role: 'tool', content: [asked('look')] },
          { role: 'tool', content: [{ url: 'u' }] },
        ],
        output: ['look', 'ask'].map((name) => ({
          role: 'assistant',
          content: [asked(name)],
          finish_reason: 'tool_calls',
        })),
      }),
    ),
    twice(
      'user: Why?, assistant: , tool: [{"url":"u"}] > [{"name":"look","arguments":{}},{"name":"ask","arguments":{}}]',
    ),
  );
});

test('names and parents that a client gives its calls through a gateway hide none of them', () => {
  assert.deepEqual(
    read(
      call('a', { name: 'chat.start-7', input: 'Why?', output: 'So.' }),
      call('b', { name: 'chat.success-7', input: 'Write out each thought.', output: 'First.' }),
    ),
    twice('user: Why? > So.', 'user: Write out each thought. > First.'),
  );
  assert.deepEqual(
    read(
      call('a', { name: 'a', input: 'Write out each thought.', output: 'First.' }),
      call('b', { name: 'a.do', input: 'Grade this answer.', output: 'Good.', parentObservationId: 'a' }),
      call('c', { name: 'a.do.do', input: 'Why?', output: 'So.', parentObservationId: 'b' }),
    ),
    twice('user: Grade this answer. > Good.', 'user: Why? > So.', 'user: Write out each thought. > First.'),
  );
});
