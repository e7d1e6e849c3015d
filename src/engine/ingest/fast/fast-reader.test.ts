/**
 * The fast reader against the general one: the same rows from the same bytes. Longer than 250 lines: it lists all that
 * a line can have that is unusual.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { rounds } from '../../../../test/harness/all.ts';
import { assertSame, changed, written } from '../../../../test/harness/both-ways.ts';

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

const base = {
  id: 'chatcmpl-0123456789abcdef',
  trace_id: 't1',
  call_type: 'acompletion',
  cache_hit: null,
  stream: false,
  status: 'success',
  startTime: 1772409627.550389,
  endTime: 1772409628.608885,
  model: 'claude-sonnet-4-5',
  metadata: {
    user_api_key_hash: 'k1',
    user_api_key_org_id: 'o',
    user_agent: 'curl/8',
    requester_ip_address: '10.0.0.1',
  },
  prompt_tokens: 107,
  completion_tokens: 43,
  request_tags: ['User-Agent: curl/8'],
  end_user: 'u-5',
  messages: [
    { role: 'system', content: 'You are a judge. Be strict; answer in JSON.' },
    { role: 'user', content: 'Grade “this” answer:\nThe river rises in the hills.' },
    { role: 'assistant', content: 'The grade is 7 of 10, because the answer names the place alone.' },
    { role: 'user', content: 'Why not 8?' },
  ],
  model_parameters: {
    temperature: 0.3,
    max_tokens: 1024,
    tools: [{ type: 'function', function: { name: 'f', parameters: {} } }],
  },
  response: {
    id: 'chatcmpl-0123456789abcdef',
    object: 'chat.completion',
    model: 'claude-sonnet-4-5',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'Because it says how, and not only where. '.repeat(4) },
        finish_reason: 'stop',
      },
    ],
    usage: { prompt_tokens: 107, completion_tokens: 43 },
  },
  error_str: null,
};

test('a line whose sender and call are known is read from its bytes', () => {
  assert.equal(assertSame(json(base), 'ordinary'), 1);
});

const CALL = [
  { id: 'c', type: 'function', function: { name: 'find', arguments: '{"query": "Zürich → Wien", "n": 1}' } },
];

/** What lines of other gateways, other versions and other callers hold in place of the usual. */
const UNUSUAL: readonly [path: string, values: readonly unknown[]][] = [
  ['id', [null, 7, '', ' id ', 'none', undefined, 'x'.repeat(300), 'msg_0123456789abcdef', 'é']],
  ['call_type', ['aembedding', null, 'acompletion ', undefined]],
  ['cache_hit', [true, 'True', false]],
  ['status', ['failure', null, undefined]],
  ['startTime', ['2026-03-02T00:00:27.550Z', '2026-03-02 00:00:27', 0, null, 'soon', 1772409627, -5, 1.5e9, undefined]],
  ['model', [null, 7, '', undefined, 'gpt-4é']],
  ['prompt_tokens', [null, '12', -1, 1e21, 0.5, undefined, 0]],
  ['end_user', ['', null, 'Zoë', 'anonymous', 5]],
  ['metadata', [null, undefined, '{"user_api_key_hash":"k2"}', {}, { user_api_key_hash: 'sk-secret' }, []]],
  ['metadata.status', ['failure']],
  ['metadata.user_api_key_hash', [null, 'none', 'é', 'voilà', 'k3', 'x'.repeat(300)]],
  ['metadata.cold_storage_object_key', ['s3://x']],
  ['api_key', ['k9']],
  ['requester_ip_address', ['10.1.1.1', null]],
  ['request_tags', [null, '["User-Agent: wget"]', ['User-Agent: wget']]],
  ['proxy_server_request', [{ body: {} }, '{}', null]],
  [
    'model_parameters',
    [
      null,
      {},
      '{"temperature":1}',
      { system: 'Be brief.' },
      { n: 3, logprobs: true },
      { response_format: { type: 'json_object' } },
    ],
  ],
  [
    'messages',
    [
      null,
      [],
      'Why?',
      '[{"role":"user","content":"Why?"}]',
      ['Why?'],
      [{ role: 'user', content: '' }],
      { role: 'user' },
      undefined,
    ],
  ],
  ['messages.0.role', ['developer', 'user', 'System', 'root', null, 'assistant', 'tool', 'sys\u0074em']],
  [
    'messages.0.content',
    [
      '',
      null,
      'redacted-by-litellm',
      '***',
      '<redacted: 120 chars>\n',
      '\t[PERSON_0], <CITY_1>',
      '[PERSON_0],\u2003'.repeat(400),
      `${'[PERSON_0] '.repeat(400)}Why so?`,
      'b1d5781111d84f7b3fe45a0852e59758cd7a87e5',
      'Really, why so?',
      [{ type: 'text', text: 'Part' }],
      5,
      { function: { name: 'x' } },
      '\ud800 lone',
      'Ünïcödé 请逐步推理。最后',
      '\u00e9 \\ " \u2028',
      'x'.repeat(230) + ' (litellm_truncated 5 chars) ' + 'y'.repeat(20),
      'the realm of palm'.repeat(20),
    ],
  ],
  [
    'messages.1.content',
    [
      '',
      null,
      '__REDACTED__',
      '***',
      [{ type: 'image_url' }],
      [{ type: 'text', text: 'What is this?' }, { type: 'image_url' }],
      'emoji \u{1f600} and more',
      'a'.repeat(5000),
    ],
  ],
  [
    'messages.2.content',
    [null, '', 'short', [{ type: 'text', text: 'Part' }], '\u{1f600}'.repeat(20), 'é'.repeat(39), 'é'.repeat(40)],
  ],
  ['messages.2.tool_calls', [CALL, [], null, 'x', [{}], [{ function: { name: 'f', arguments: 'not json' } }]]],
  [
    'messages',
    [
      [
        { role: 'user', content: 'hi' },
        { role: 'assistant', tool_calls: CALL },
        { role: 'tool', content: '' },
      ],
      [{ role: 'user', content: 'hi' }, { role: 'assistant', content: 'So.', tool_calls: CALL }, { role: 'user' }],
      [
        { role: 'system', content: 'Be brief.' },
        { role: 'assistant', tool_calls: CALL },
        { role: 'tool', content: '' },
      ],
    ],
  ],
  ['messages.2.reasoning_content', ['I grade it by the rules.', '', null, ['x']]],
  ['messages.2.reasoning', ['I grade it by the rules.', '', null, ['x']]],
  ['messages.2.thinking', ['I grade it by the rules.', '', null, ['x']]],
  ['messages.2.function_call', [{ name: 'f', arguments: '{}' }, null]],
  [
    'messages.3',
    [
      { role: 'system', content: 'Again.' },
      { role: 'system', content: '' },
      { role: 'tool', tool_call_id: 'c', content: 'found' },
      'text',
      null,
      {},
    ],
  ],
  [
    'response',
    [
      null,
      undefined,
      {},
      '{"choices":[]}',
      'text',
      { type: 'message', role: 'assistant', content: [{ type: 'text', text: 'A.' }] },
      [],
    ],
  ],
  [
    'response.choices',
    [[], null, [{ message: { content: 'a' } }, { message: { content: 'b' } }], [{ text: 'old' }], [null]],
  ],
  [
    'response.choices.0.message.content',
    [
      '',
      null,
      '1. One\n2. Two\n3. Three',
      '{"a": 1}',
      '```json\n{}\n```',
      '\ud83d cut',
      'Score: 8/10',
      `${'é'.repeat(500)} [[7]]`,
      ['x'],
      'x'.repeat(5000),
    ],
  ],
  ['response.choices.0.message.tool_calls', [CALL, [], null]],
  ['response.choices.0.message.refusal', ['No.', null]],
  ['response.choices.0.logprobs', [{ content: [] }, null]],
  ['response.model', ['other', null]],
  [
    'response.usage',
    [
      null,
      undefined,
      { prompt_tokens: 3 },
      { prompt_tokens: '3' },
      { prompt_tokens: -1, completion_tokens: 2 },
      { input_tokens: 4 },
    ],
  ],
  ['response.type', ['message']],
  ['error_str', ['Timeout']],
  ['error_information', [{ error_class: 'ContentPolicyViolationError' }]],
  ['schema', ['x']],
  ['resourceSpans', [[]]],
  ['timestamp', ['2026-03-02T00:00:27Z']],
  ['unknown', [1, { a: [1] }]],
];

test('a line that is unusual in one place is read as the general reader reads it', () => {
  for (const [path, values] of UNUSUAL) {
    for (const value of values) {
      const lines = [json(base), json(changed(base, path, value)), json(base)];
      assertSame(
        Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])),
        `${path} = ${JSON.stringify(value)}`,
      );
    }
  }
});

test('a part of a line that is left to JavaScript does not touch the rest of it', () => {
  const long = changed(base, 'messages.2', { role: 'assistant', content: 'x'.repeat(9000), tool_calls: CALL });
  assertSame(json(long), 'long answer with calls');
});

test('bytes that read in two ways, by the rest of their line, are not taken for one another', () => {
  const raw = JSON.stringify(changed(base, 'metadata.user_api_key_hash', 'voilà'));
  const decoded = raw.replace('Why not', '\\u0057hy not');
  assertSame(Buffer.from(`${raw}\n${decoded}\n${raw}`), 'bytes first');
  assertSame(Buffer.from(`${decoded}\n${raw}\n${decoded}`), 'letters first');
});

test('a line of a known sender that holds no request leaves no name behind', () => {
  const lines = [base, changed(changed(base, 'end_user', 'u-9'), 'call_type', 'aembedding'), base];
  assertSame(Buffer.concat(lines.flatMap((line) => [json(line), Buffer.from('\n')])), 'embedding');
  assertSame(json(changed(base, 'call_type', 'aembedding')), 'embedding alone');
});

test('the system prompt of a line that holds no request is no system prompt', () => {
  const text = base.messages[0]!.content;
  const none = json({ ...base, call_type: 'aembedding' });
  const one = json({ ...base, messages: [{ role: 'user', content: text }] });
  assertSame(Buffer.concat([none, Buffer.from('\n'), one]), 'the same text from a user');
});

test('lines that are unusual in several places, written in several ways, are read as the general reader reads them', () => {
  const change = fc
    .constantFrom(...UNUSUAL)
    .chain(([path, values]) => fc.constantFrom(...values).map((value) => [path, value] as const));
  const line = fc
    .tuple(fc.array(change, { maxLength: 3 }), fc.constantFrom('plain' as const, 'ascii' as const, 'spaced' as const))
    .map(([changes, way]) =>
      written(
        changes.reduce<unknown>((done, [path, to]) => changed(done, path, to), base),
        way,
      ),
    );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
      assertSame(Buffer.from(lines.join('\n')), lines.join('\n'));
    }),
    { numRuns: rounds(400) },
  );
});

test('damaged lines are read, or rejected, as the general reader does', () => {
  const text = JSON.stringify(changed(base, 'messages.1.content', 'Grüße\n"aus" \u{1f600}'));
  fc.assert(
    fc.property(
      fc.nat(),
      fc.constantFrom('', '"', '\\', '{', '}', ',', '\u0001', '\\u00', '\xff', 'é', '0', ' '),
      fc.nat(3),
      (place, piece, gone) => {
        const at = place % text.length;
        const damaged = Buffer.concat([
          Buffer.from(text.slice(0, at)),
          Buffer.from(piece, 'latin1'),
          Buffer.from(text.slice(at + gone)),
        ]);
        assertSame(
          Buffer.concat([Buffer.from(`${text}\n`), damaged, Buffer.from(`\n${text}`)]),
          damaged.toString('latin1'),
        );
      },
    ),
    { numRuns: rounds(600) },
  );
});

const SAMPLES = join(__dirname, '../../../../test/golden/formats/samples');

test('every sample log is read the same from bytes as from values', () => {
  const files = readdirSync(SAMPLES).filter((name) => name.endsWith('.jsonl'));
  assert.ok(files.length > 10, 'the samples are there');
  for (const name of files) assertSame(readFileSync(join(SAMPLES, name)), name);
});
