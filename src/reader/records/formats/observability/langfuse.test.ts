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
