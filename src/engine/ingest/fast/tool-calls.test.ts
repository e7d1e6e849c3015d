import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rounds } from '../../../../test/harness/all.ts';
import { assertSame, readBothWays, written } from '../../../../test/harness/both-ways.ts';

/** A line of an agent's conversation: calls in its history and in its answer, next to texts that may be missing. */
function lineOf(heard: unknown, said: unknown, text: string | null = null): unknown {
  return {
    id: 'chatcmpl-0123456789abcdef',
    call_type: 'acompletion',
    status: 'success',
    startTime: 1772409627.5,
    model: 'claude-sonnet-4-5',
    metadata: { user_api_key_hash: 'k1' },
    prompt_tokens: 10,
    completion_tokens: 4,
    messages: [
      { role: 'user', content: 'What is the weather in Vienna?' },
      { role: 'assistant', content: text, tool_calls: heard },
      { role: 'tool', tool_call_id: 'c1', content: 'Rain.' },
    ],
    model_parameters: {},
    response: {
      id: 'chatcmpl-0123456789abcdef',
      choices: [{ index: 0, message: { role: 'assistant', content: text, tool_calls: said }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 10, completion_tokens: 4 },
    },
  };
}

const callOf = (name: unknown, input: unknown): unknown => ({
  id: 'call_1',
  type: 'function',
  function: { name, arguments: input },
});
const USUAL = callOf('find', '{"query": "Zürich → Wien", "n": 1}');
const TEXT = 'I will look that up. '.repeat(4);

const UNUSUAL: readonly unknown[] = [
  [USUAL, USUAL],
  [callOf('find', '{}'), callOf('read', '[1, 2.5, "a\\n\\"b\\""]')],
  [callOf('find', 'not json')],
  [callOf('find', '')],
  [callOf('find', '{"a":1,"a":2}')],
  [callOf('find', '{"b":1,"2":2}')],
  [callOf('find', '{"a":"\\u00e9\\/"}')],
  [callOf('find', '{"a":1e5}')],
  [callOf('find', `{"text":"${'long '.repeat(2000)}"}`)],
  [callOf('find', { query: 'an object' })],
  [callOf('find', null)],
  [callOf('', '{}')],
  [callOf('fínd "it"', '{}')],
  [callOf(null, '{}')],
  [{ id: 'call_1', type: 'custom', custom: { name: 'find', input: 'x' } }],
  [{ function: { name: 'find', arguments: '{}' }, custom: { name: 'other', input: 'x' } }],
  [{ function: 'find' }],
  [{}],
  [null],
  ['find'],
  [[USUAL]],
];

test('calls that are read from their bytes say what the general reader reads', () => {
  assert.equal(assertSame(Buffer.from(JSON.stringify(lineOf([USUAL], [USUAL]))), 'usual calls'), 1);
  for (const calls of UNUSUAL) {
    for (const text of [null, TEXT]) {
      const lines = [lineOf(calls, [USUAL], text), lineOf([USUAL], calls, text), lineOf(calls, calls, text)];
      for (const way of ['plain', 'ascii', 'spaced'] as const)
        assertSame(Buffer.from(lines.map((line) => written(line, way)).join('\n')), `${way} ${JSON.stringify(calls)}`);
    }
  }
});

test('of two parts with one name the last one counts', () => {
  const line = JSON.stringify(lineOf([USUAL], [USUAL]));
  for (const twice of [
    '"function":{"name":"a","arguments":"{}"},"function":{}',
    '"function":{"name":"a","name":"b","arguments":"{}"}',
    '"function":{"name":"a","arguments":"{}","arguments":"[]"}',
    '"function":{"name":"a","arguments":"{}"},"function":null',
  ])
    readBothWays(Buffer.from(line.replaceAll(/"function":\{[^}]*\}[^}]*\}/g, twice)), twice);
});

test('whatever the calls, both ways read them the same', () => {
  const input = fc.oneof(
    fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.stringify(value)),
    fc.array(fc.jsonValue()).map((value) => JSON.stringify(value, null, 1)),
    fc.string({ unit: 'binary' }),
  );
  const calls = fc.array(
    fc.tuple(fc.string(), input).map(([name, text]) => callOf(name, text)),
    { maxLength: 3 },
  );
  const way = fc.constantFrom('plain', 'ascii', 'spaced');
  const text = fc.option(fc.string());
  const check = (heard: unknown, said: unknown, beside: string | null, how: 'plain' | 'ascii' | 'spaced'): void => {
    readBothWays(Buffer.from(written(lineOf(heard, said, beside), how)), 'random calls');
  };
  fc.assert(fc.property(calls, calls, text, way, check), { numRuns: rounds(1500) });
});
