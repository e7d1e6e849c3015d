/** Spans of OpenTelemetry as instrumentations write them, and as they are written by mistake, by others or by nobody. */
type Attribute = [name: string, value: unknown];

/** A list of messages as it is in an attribute. */
export const packed = (value: unknown): unknown => ({ stringValue: JSON.stringify(value) });
export const text = (value: string): unknown => ({ stringValue: value });
const parts = (...texts: string[]): unknown[] => texts.map((content) => ({ type: 'text', content }));
/** Answers of a model, each of these parts, as they are in an attribute. */
const answers = (...all: unknown[][]): unknown => packed(all.map((own) => ({ role: 'assistant', parts: own })));

const CALL = { type: 'tool_call', id: 'c', name: 'find', arguments: { query: 'Zürich → Wien' } };
/** Values nested deeper than a stack is. */
const DEEP_CALL = { ...CALL, arguments: `${'['.repeat(9000)}${']'.repeat(9000)}` };
/** The form before parts. */
const OLD_CALLS = { tool_calls: [{ function: { name: 'f', arguments: '{}' } }] };
const INPUT = [
  { role: 'user', parts: parts('Grade “this” answer:\nThe river rises in the hills.') },
  { role: 'assistant', parts: parts('The grade is 7 of 10, because the answer names the place alone.') },
  { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c', result: '{"found": "in the hills"}' }] },
  { role: 'user', parts: parts('Why not 8?') },
];
const OUTPUT = [{ role: 'assistant', parts: parts('Because it says how, and not only where. '.repeat(4)) }];

const ATTRIBUTES: readonly Attribute[] = [
  ['gen_ai.operation.name', text('chat')],
  ['gen_ai.request.model', text('claude-sonnet-4-5')],
  ['gen_ai.response.id', text('chatcmpl-0123456789abcdef')],
  ['user.id', text('k1')],
  ['client.address', text('10.0.0.1')],
  ['user_agent.original', text('curl/8')],
  ['organization.id', text('o')],
  ['gen_ai.usage.input_tokens', { intValue: '116' }],
  ['gen_ai.usage.output_tokens', { intValue: 66 }],
  ['gen_ai.input.messages', packed(INPUT)],
  ['gen_ai.output.messages', packed(OUTPUT)],
  ['gen_ai.system_instructions', packed(parts('You are a judge. Be strict; answer in JSON.'))],
  ['gen_ai.request.temperature', { doubleValue: 0.3 }],
];

export interface Span {
  [name: string]: unknown;
  attributes: unknown;
}

const listed = (attributes: readonly Attribute[]): unknown => attributes.map(([key, value]) => ({ key, value }));

export const base: Span = {
  traceId: '71d43c61ee5ade7865fb398ae77573d1',
  spanId: 'f4d807412a50b0b4',
  name: 'chat',
  kind: 3,
  startTimeUnixNano: '1772409600000000000',
  endTimeUnixNano: '1772409611243579000',
  attributes: listed(ATTRIBUTES),
  status: { code: 0 },
};

export const RESOURCE = { attributes: [{ key: 'service.name', value: { stringValue: 'gateway' } }] };

export const lineOf = (spans: readonly unknown[], resource: unknown = RESOURCE): unknown => ({
  resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'x' }, spans }] }],
});

/** The span with another value for an attribute, or without it. */
export const having = (name: string, value: unknown): Span => {
  const others = ATTRIBUTES.filter(([key]) => key !== name);
  return { ...base, attributes: listed(value === undefined ? others : [...others, [name, value]]) };
};

const MESSAGES: readonly unknown[] = [
  { role: 'system', parts: parts('Be brief.') },
  { role: 'developer', content: 'Be brief.' },
  { role: 'system', content: '' },
  { role: 'user', parts: parts('') },
  { role: 'user', parts: parts('one', 'two') },
  { role: 'user', parts: [] },
  { role: 'user', content: 'Why?' },
  { role: 'user', content: '', parts: parts('x') },
  { role: 'user', content: null, parts: parts('x') },
  { role: 'user', content: [{ type: 'text', text: 'x' }] },
  { role: 'user', parts: [{ type: 'blob', mime_type: 'image/png', data: 'AA' }, ...parts('What is this?')] },
  { role: 'user', parts: [{ type: 'text', content: 'x', text: 'y' }] },
  { role: 'user', parts: [{ type: 'reasoning', content: 'hm' }] },
  { role: 'user', parts: ['bare'] },
  { role: 'user', parts: parts('redacted-by-litellm') },
  { role: 'user', parts: parts(`${'x'.repeat(230)} (litellm_truncated 5 chars) ${'y'.repeat(20)}`) },
  { role: 'user', parts: parts('\ud800 lone', 'x') },
  { role: 'user', parts: parts('請逐步推理。最後 \u{1f600} \\ " \u2028') },
  { role: 'user', parts: parts('a'.repeat(5000)) },
  { role: 'root', parts: parts('x') },
  { role: null, parts: parts('x') },
  { parts: parts('x') },
  { role: 'assistant', parts: [CALL] },
  { role: 'assistant', parts: [...parts('I look it up, where I can find it: in the book.'), CALL] },
  { role: 'assistant', parts: [{ ...CALL, arguments: '{"n": 1}' }, CALL] },
  { role: 'assistant', parts: [DEEP_CALL] },
  { role: 'assistant', parts: [{ type: 'reasoning', content: 'I grade it by the rules.' }, ...parts('So.')] },
  { role: 'assistant', content: 'So.', thinking: 'I grade it by the rules.' },
  { role: 'assistant', parts: [{ type: 'tool_call_response', id: 'c', result: 'from me' }] },
  { role: 'assistant', content: 'The old form.', ...OLD_CALLS },
  { role: 'assistant', content: '' },
  { role: 'model', parts: parts('é'.repeat(39)) },
  { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c', response: { a: 1 } }] },
  { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c', result: ['x'] }] },
  { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c', result: '' }] },
  { role: 'tool', content: 'found', tool_call_id: 'c' },
  { content: { function: { name: 'among messages', parameters: {} } } },
  'bare text',
  null,
  7,
];

const ANSWERS: readonly unknown[] = [
  undefined,
  text(''),
  text('plain answer'),
  text('{"cut": "in the mid'),
  packed([]),
  packed([{}]),
  packed([null]),
  packed({ role: 'assistant', content: 'x' }),
  packed(OUTPUT.concat(OUTPUT)),
  answers(parts('1. One\n2. Two\n3. Three')),
  answers(parts(`${'é'.repeat(500)} [[7]]`)),
  answers(parts('```json\n{}\n```')),
  packed([{ role: 'assistant', content: '', finish_reason: 'stop' }]),
  packed([{ parts: parts('no role') }]),
  packed([{ role: 'assistant', parts: [CALL, ...parts('after')], finish_reason: 'tool_call' }]),
  packed([{ role: 'assistant', ...OLD_CALLS }]),
  answers([DEEP_CALL]),
  { arrayValue: { values: [] } },
];

const SYSTEMS: readonly unknown[] = [
  undefined,
  text(''),
  text('You are plain. "Quoted".'),
  text(' [x'),
  text('{"a":1}'),
  text('redacted-by-litellm'),
  packed(parts('')),
  packed(parts('one', 'two')),
  packed(parts('請逐步推理。最後')),
  packed('x'),
  { intValue: '7' },
];

const OTHERS: readonly Attribute[] = [
  ['user.id', undefined],
  ['user.id', text('Zoë')],
  ['user.id', text('voilà')],
  ['user.id', text('none')],
  ['user.id', { intValue: '12' }],
  ['client.address', undefined],
  ['traceloop.association.properties.user_id', text('k7')],
  ['metadata', text('{"user_id":"k8","organization_id":"o2"}')],
  ['gen_ai.request.model', text('modèle')],
  ['gen_ai.operation.name', text('embeddings')],
  ['gen_ai.operation.name', undefined],
  ['gen_ai.request.choice.count', { intValue: '3' }],
  ['gen_ai.output.type', text('json')],
  ['gen_ai.tool.definitions', packed([{ type: 'function', name: 'f', description: '尋找', parameters: {} }])],
  ['gen_ai.input.messages_ref', text('s3://x')],
  ['gen_ai.prompt', text('older')],
  ['gen_ai.prompt.0.content', text('older still')],
  ['gen_ai.completion.0.content', text('older still')],
  ['llm.model_name', text('openinference')],
  ['openinference.span.kind', text('LLM')],
  ['ai.operationId', text('ai.generateText.doGenerate')],
  ['langfuse.observation.type', text('generation')],
  ['error.type', text('timeout')],
  ['error', { boolValue: true }],
  ['gen_ai.response.id', undefined],
  ['gen_ai.response.id', text('')],
  ['gen_ai.response.id', text('msg_0123456789abcdéf')],
  ['gen_ai.response.id', text('x'.repeat(300))],
  ['gen_ai.usage.input_tokens', undefined],
  ['gen_ai.usage.input_tokens', { intValue: '0x10' }],
  ['gen_ai.usage.input_tokens', { intValue: -1 }],
  ['gen_ai.usage.input_tokens', { intValue: 1e21 }],
  ['gen_ai.usage.input_tokens', { doubleValue: 12.5 }],
  ['gen_ai.usage.input_tokens', text('12')],
  ['gen_ai.usage.prompt_tokens', { intValue: '5' }],
  ['llm.usage.completion_tokens', { intValue: '5' }],
  ['gen_ai.conversation.id', text('s1')],
  ['events', packed([{ 'event.name': 'gen_ai.user.message', content: 'from events' }])],
];

const EVENT = {
  name: 'gen_ai.client.inference.operation.details',
  attributes: [{ key: 'gen_ai.input.messages', value: packed([{ role: 'user', content: 'from an event' }]) }],
};

/** Fields of a span and what else they may hold. */
const FIELDS: readonly [name: string, values: readonly unknown[]][] = [
  [
    'startTimeUnixNano',
    [undefined, null, 1772409600000000000, '2026-03-02T00:00:27Z', '0', '2026-03-02 00:00:27', '1772409600'],
  ],
  ['attributes', [undefined, null, [], { 'gen_ai.operation.name': 'chat' }, [null, 7, { key: 5 }, { value: 1 }]]],
  ['events', [null, [], [EVENT], {}, [{ name: 'exception' }]]],
  ['logs', [[EVENT], []]],
  ['tags', [[{ key: 'user.id', value: 'k9' }]]],
  ['status', [undefined, null, { code: 2 }, { status_code: 'ERROR' }, 2]],
  ['status_code', ['ERROR']],
  ['traceId', [undefined, 5]],
];

export const SPANS: readonly unknown[] = [
  base,
  ...MESSAGES.flatMap((message) => [
    having('gen_ai.input.messages', packed([...INPUT, message])),
    having('gen_ai.input.messages', packed([message, ...INPUT])),
    having('gen_ai.input.messages', packed([message])),
  ]),
  ...ANSWERS.flatMap((value) => [having('gen_ai.output.messages', value), having('gen_ai.input.messages', value)]),
  ...SYSTEMS.map((value) => having('gen_ai.system_instructions', value)),
  ...OTHERS.map(([name, value]) => having(name, value)),
  ...FIELDS.flatMap(([name, values]) => values.map((value) => ({ ...base, [name]: value }))),
  { ...base, attributes: listed([...ATTRIBUTES, ...ATTRIBUTES]) },
  ...ATTRIBUTES.map(([name]) => ({ ...base, attributes: listed([...ATTRIBUTES, [name, text('twice')]]) })),
  null,
  'text',
  {},
];

export const RESOURCES: readonly unknown[] = [
  undefined,
  null,
  {},
  { attributes: { 'service.name': 'x' } },
  { attributes: listed([['user.id', text('from the resource')]]) },
  { attributes: listed([['gen_ai.input.messages', packed([{ role: 'user', content: 'from the resource' }])]]) },
  { attributes: listed([['gen_ai.usage.input_tokens', { intValue: '9' }]]) },
  { attributes: listed([['openinference.span.kind', text('LLM')]]) },
  { attributes: listed([['service.name', text('gàteway')]]) },
];
