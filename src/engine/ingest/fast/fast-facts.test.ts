import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changed, readBothWays, written } from '../../../../test/harness/both-ways.ts';

const SIGNATURE = 'Es0HCtgBCBIYAipASL5L7x4IgQFSJbwbqw';
const call = (id: unknown, args: unknown = '{}') => ({
  id,
  type: 'function',
  function: { name: 'look', arguments: args },
});

const LITELLM = {
  id: 'chatcmpl-0123456789abcdef',
  call_type: 'acompletion',
  startTime: 1772409600.25,
  model: 'opus',
  metadata: { user_api_key_hash: 'k1' },
  prompt_tokens: 3,
  completion_tokens: 4,
  messages: [
    { role: 'system', content: 'You sort mail.' },
    { role: 'user', content: 'Look.' },
    { role: 'assistant', content: null, tool_calls: [call('toolu_1')] },
    { role: 'tool', tool_call_id: 'toolu_1', content: 'a cat' },
  ],
  model_parameters: {},
  response: {
    choices: [
      {
        message: { role: 'assistant', content: 'A cat it is, as far as anybody can see from here.' },
        finish_reason: 'stop',
      },
    ],
    usage: { prompt_tokens: 3, completion_tokens: 4, completion_tokens_details: { reasoning_tokens: 0 } },
  },
};

/** What makes facts, and what only looks like it, by where it stands in a line. */
const CHANGES: readonly (readonly [string, unknown])[] = [
  ['messages.0.content', 'You are Kimi, made by Moonshot AI. Today\u2019s date is 2026/07/05.'],
  ['messages.0.content', '你是豆包。今天是2026年7月5日'],
  ['messages.1.content', "<system-reminder>\nToday's date is July 5, 2026.</system-reminder>\nLook."],
  ['messages.1.content', [{ type: 'text', text: 'Look.', providerOptions: { anthropic: { signature: SIGNATURE } } }]],
  ['messages.2.thinking_blocks', [{ type: 'thinking', thinking: '', signature: SIGNATURE }]],
  ['messages.2.thinking_blocks', null],
  ['messages.2.reasoning_details', [{ type: 'reasoning.encrypted', data: SIGNATURE, id: 'rs_1' }]],
  ['messages.3.tool_call_id', ''],
  ['messages.3.tool_call_id', null],
  ['messages.3.tool_call_id', 7],
  ['messages.3.tool_call_id', 'groß\n'],
  ['messages.1.tool_call_id', 'toolu_of_a_user'],
  ['response.choices.0.message.content', '<reasoning>\nWhy not?</reasoning>A cat.'],
  ['response.choices.0.message.content', '\n<div>no</div>'],
  ['response.choices.0.message.content', '<a>cut'],
  ['response.choices.0.message.tool_calls', [call('toolu_2'), call('toolu_3')]],
  ['response.choices.0.message.tool_calls', [call('groß'), call(null), call('')]],
  ['response.choices.0.message.tool_calls', [call('c', { id: 'inner' })]],
  ['response.choices.0.message.reasoning_content', 'Hm.'],
  ['response.choices.0.message.reasoning_content', ''],
  ['response.choices.0.message.reasoning', 'Hm.'],
  ['response.choices.0.message.thinking_blocks', [{ type: 'thinking', thinking: 'Hm.', signature: SIGNATURE }]],
  ['response.choices.0.message.refusal', 'No.'],
  ['response.citations', ['https://a.example/b']],
  ['response.choices.0.finish_reason', 'content_filter'],
  ['response.choices.0.finish_reason', 'refusal'],
  ['response.choices.0.finish_reason', 'Safety'],
  ['response.choices.0.finish_reason', null],
  ['response.usage.completion_tokens_details.reasoning_tokens', 77],
  ['response.usage.completion_tokens_details.reasoning_tokens', '77'],
  ['response.usage.completion_tokens_details', null],
  ['end_user', `user_${'ab'.repeat(32)}_account__session_0123-4567`],
  ['metadata.requester_custom_headers', { 'x-claude-code-session-id': 's-1' }],
  ['guardrail_information', [{ guardrail_name: 'pii', guardrail_status: 'guardrail_intervened' }]],
  ['guardrail_information', [{ guardrail_name: 'pii', guardrail_status: 'success' }]],
  ['error_str', 'messages.1.content.0: Invalid `signature` in `thinking` block'],
  ['error_information', { error_class: 'ContentPolicyViolationError' }],
];

test('a line of LiteLLM gives the same facts from its bytes as in the general way', () => {
  for (const way of ['plain', 'ascii', 'spaced'] as const) {
    // One after the other as well: what was learned of one line must not be said of another.
    const all = CHANGES.flatMap(([path, value]) => [changed(LITELLM, path, value), LITELLM]);
    readBothWays(Buffer.from(all.map((line) => written(line, way)).join('\n')), way);
    for (const [path, value] of CHANGES) {
      const line = written(changed(LITELLM, path, value), way);
      readBothWays(Buffer.from(`${line}\n${line}\n`), `${way} ${path} ${JSON.stringify(value)}`);
    }
  }
});

test('lines of agents with ids of tools are read from their bytes', () => {
  const line = written(changed(LITELLM, 'response.choices.0.message.tool_calls', [call('toolu_2')]), 'plain');
  assert.equal(readBothWays(Buffer.from(`${line}\n${line}\n`), 'agent').share, 1);
});

const text = (content: string) => ({ type: 'text', content });
const INPUT = [
  { role: 'user', parts: [text('Look.')] },
  { role: 'assistant', parts: [{ type: 'tool_call', id: 'toolu_1', name: 'look', arguments: {} }] },
  { role: 'tool', parts: [{ type: 'tool_call_response', id: 'toolu_1', result: 'a cat' }] },
];
const OUTPUT = [{ role: 'assistant', parts: [text('A cat it is.')], finish_reason: 'stop' }];

function span(input: unknown, output: unknown, more: Record<string, string> = {}): unknown {
  const attributes = Object.entries({
    'gen_ai.operation.name': 'chat',
    'gen_ai.request.model': 'opus',
    'user.id': 'u1',
    'gen_ai.system_instructions': JSON.stringify([text('You sort mail.')]),
    'gen_ai.input.messages': JSON.stringify(input),
    'gen_ai.output.messages': JSON.stringify(output),
    ...more,
  }).map(([key, value]) => ({ key, value: { stringValue: value } }));
  const one = { traceId: 't', spanId: 's', startTimeUnixNano: '1772409600000000000', attributes };
  return { resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ spans: [one, one] }] }] };
}

test('a span gives the same facts from its bytes as in the general way', () => {
  const spans = [
    span(INPUT, OUTPUT),
    ...(
      [
        'output.0.finish_reason',
        'output.0.parts.0.content',
        'output.0.parts',
        'input.1.parts',
        'input.2.parts.0.id',
      ] as const
    ).flatMap((path) =>
      [
        'content_filter',
        '<plan>Look.</plan> A cat.',
        [{ type: 'tool_call', id: 'toolu_2', name: 'look', arguments: {} }],
        [{ type: 'reasoning', content: 'Hm.', signature: SIGNATURE }, text('So.')],
        [text('So.'), { type: 'tool_call_response', id: 'toolu_9', result: 'x' }],
        'groß',
      ].map((value) => {
        const { input, output } = changed({ input: INPUT, output: OUTPUT }, path, value) as Record<string, unknown>;
        return span(input, output);
      }),
    ),
    span([{ ...INPUT[0], tool_call_id: 'toolu_3' }], OUTPUT),
    span([{ role: 'user', parts: [text("<system-reminder>Today's date is 2026-07-05</system-reminder>")] }], OUTPUT),
    span(INPUT, OUTPUT, { 'gen_ai.system_instructions': JSON.stringify([text('You are Claude Code.')]) }),
    span(INPUT, OUTPUT, { 'gen_ai.response.model': 'haiku' }),
    span(INPUT, OUTPUT, { 'enduser.id': `user_${'ab'.repeat(32)}_account__session_0123-4567` }),
    span(INPUT, [{ role: 'assistant', parts: [text('No.')], refusal: 'No.' }]),
    span(INPUT, [{ role: 'assistant', parts: [{ ...text('By the book.'), citations: [{ source: 'kb/leave' }] }] }]),
    span(INPUT, [{ role: 'assistant', parts: [text('Yes.')], annotations: [{ file_id: 'f', filename: 'a.pdf' }] }]),
  ];
  for (const way of ['plain', 'ascii', 'spaced'] as const) {
    const lines = spans.map((one) => written(one, way));
    readBothWays(Buffer.from(lines.join('\n')), way);
    for (const line of lines) readBothWays(Buffer.from(`${line}\n${line}\n`), `${way} ${line}`);
  }
});
