import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detailsOf, type MappedField } from './mapping-profile.ts';
import { proposeMapping } from './propose-mapping.ts';
import { workOf } from '../../../test/harness/work.ts';

const QUESTIONS = ['How do I sort a list in Python?', 'Write a poem about the sea.', 'Why is the sky blue at noon?'];
const ANSWERS = ['Use sorted() with a key, it returns a new list.', 'The sea is wide and grey and never still.'];
const START = 1767225600;

/** Paths by field of the proposal for `count` made-up records. */
function pathsOf(make: (i: number) => unknown, count = 60): Partial<Record<MappedField, string>> {
  const { profile, guesses } = proposeMapping(
    Array.from({ length: count }, (_, i) => make(i)),
    'log',
  );
  assert.ok(profile, 'no mapping was proposed');
  return Object.fromEntries(guesses.map(({ field, path }) => [field, path]));
}

const hex = (i: number): string => (0x9e3779b1 * (i + 7)).toString(16).padStart(16, '0').slice(0, 16);

test('short names of a home-made gateway are told by their values', () => {
  const paths = pathsOf((i) => ({
    ts: START + i,
    acct: `acct-${i % 7}`,
    q: QUESTIONS[i % 3],
    a: ANSWERS[i % 2],
    mdl: 'claude-sonnet-4',
    src: `10.0.0.${i % 9}`,
    cli: 'openai-python/1.40.0 (linux)',
    tok: { in: 10 + i, out: 200 + i },
    took: 0.5 + i / 100,
  }));
  assert.deepEqual(paths, {
    time: 'ts',
    user: 'acct',
    prompt: 'q',
    answer: 'a',
    model: 'mdl',
    address: 'src',
    userAgent: 'cli',
    inputTokens: 'tok.in',
    outputTokens: 'tok.out',
    latency: 'took',
  });
});

test('turns under names of their own are found with their speakers', () => {
  const { profile } = proposeMapping(
    Array.from({ length: 20 }, (_, i) => ({
      loggedAt: new Date((START + i) * 1000).toISOString(),
      tenant: { ref: hex(i % 3) },
      dialogue: [
        { speaker: 'customer', line: QUESTIONS[i % 3] },
        { speaker: 'robot', line: ANSWERS[i % 2] },
      ],
    })),
    'log',
  );
  assert.deepEqual(profile?.fields, {
    time: 'loggedAt',
    user: 'tenant.ref',
    prompt: { path: 'dialogue', role: 'speaker', text: 'line', roles: { customer: 'user', robot: 'assistant' } },
  });
  assert.deepEqual(profile.when, ['loggedAt', 'tenant.ref', 'dialogue']);
});

test('the unit of times and durations is part of the proposal', () => {
  for (const [factor, unit] of [
    [1, 's'],
    [1e3, 'ms'],
    [1e6, 'us'],
  ] as const) {
    const { profile } = proposeMapping(
      Array.from({ length: 9 }, (_, i) => ({ when: (START + i) * factor, prompt: QUESTIONS[i % 3], elapsed: 1.5 + i })),
      'log',
    );
    assert.deepEqual(profile?.fields.time, { path: 'when', unit });
    assert.equal(detailsOf(profile.fields.latency ?? '').unit, 's');
  }
});

test('JSON in strings is looked into', () => {
  const paths = pathsOf((i) => ({
    at: new Date((START + i) * 1000).toISOString(),
    data: JSON.stringify({ caller: { id: `c${i % 4}` }, question: QUESTIONS[i % 3] }),
  }));
  assert.deepEqual(paths, { time: 'at', user: 'data.caller.id', prompt: 'data.question' });
});

test('records in a list inside one value are found', () => {
  const { profile, records } = proposeMapping(
    [
      {
        exported: 'yes',
        entries: Array.from({ length: 12 }, (_, i) => ({
          ts: START + i,
          who: `u${i % 3}`,
          question: QUESTIONS[i % 3],
        })),
      },
    ],
    'log',
  );
  assert.equal(profile?.records, 'entries');
  assert.equal(profile.fields.prompt, 'question');
  assert.equal(records, 12);
});

test('a log without any prompt or answer gets no mapping', () => {
  const { profile, fields } = proposeMapping(
    Array.from({ length: 30 }, (_, i) => ({ ts: START + i, host: 'web-1', cpu: i / 30, level: 'info' })),
    'log',
  );
  assert.equal(profile, undefined);
  assert.deepEqual(
    fields.map(({ path }) => path),
    ['ts', 'host', 'cpu', 'level'],
  );
});

test('a field whose name speaks against it is not taken: the answer is no prompt, the end is not the time', () => {
  const paths = pathsOf((i) => ({
    finished_at: START + i + 5,
    started_at: START + i,
    reply: ANSWERS[i % 2],
    user_text: QUESTIONS[i % 3],
    user_id: `u${i % 5}`,
  }));
  assert.equal(paths.time, 'started_at');
  assert.equal(paths.answer, 'reply');
  assert.equal(paths.prompt, 'user_text');
  assert.equal(paths.user, 'user_id');
});

/** Paths that the proposal takes for somebody, for records that have one field more. */
function accountsWith(name: string, value: (i: number) => unknown): (string | undefined)[] {
  const paths = pathsOf((i) => ({ ts: START + i, prompt: QUESTIONS[i % 3], reply: ANSWERS[i % 2], [name]: value(i) }));
  return [paths.key, paths.user, paths.endUser, paths.project, paths.organisation].filter(Boolean);
}

test('a counter is no account, whatever its name: it grows, or it is a number', () => {
  assert.deepEqual(
    accountsWith('tokens_sent', (i) => 40 + 7 * i),
    [],
  );
  assert.deepEqual(
    accountsWith('tokens_sent', (i) => (i * 37) % 11),
    [],
  );
  assert.deepEqual(
    accountsWith('api_key_token', (i) => String(1000 + (i % 5))),
    [],
  );
  assert.deepEqual(
    accountsWith('user_requests', (i) => i),
    [],
  );
});

test('a field that is new with nearly every record is no account', () => {
  assert.deepEqual(
    accountsWith('user_token', (i) => hex(i)),
    [],
  );
  assert.deepEqual(
    accountsWith('customer', (i) => `order-${i}`),
    [],
  );
});

test('numbers name a user where their field says so and they come back', () => {
  assert.deepEqual(
    accountsWith('user_id', (i) => (i * 7) % 5),
    ['user_id'],
  );
  assert.deepEqual(
    accountsWith('api_key', (i) => `key-${hex(i % 4)}`),
    ['api_key'],
  );
});

test('odd values neither stop the proposal nor take much work', async () => {
  const deep: unknown = JSON.parse(`${'{"a":'.repeat(400)}1${'}'.repeat(400)}`);
  const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`field ${i}`, 'x'.repeat(50)]));
  const long = { text: `${'a'.repeat(50_000)} ${'b '.repeat(50_000)}`, __proto__: null, key: '-'.repeat(100_000) };
  const work = await workOf(() => proposeMapping([deep, wide, long, null, 1, 'text', [], [[]], {}], 'log'));
  assert.ok(work < 5_000_000, String(work));
});

const base = (i: number): Record<string, unknown> => ({
  ts: START + i,
  asked: QUESTIONS[i % 3],
  reply: ANSWERS[i % 2],
});

test('who sends is never taken from what clients, models and tools wrote', () => {
  for (const [name, own] of Object.entries({
    tool: (i: number) => ({ tool_calls: [{ arguments: { user_id: `u${i % 5}`, organization: `org${i % 3}` } }] }),
    answer: (i: number) => ({ response: { customer: `c${i % 5}`, company: `co${i % 3}`, text: ANSWERS[i % 2] } }),
    extracted: (i: number) => ({ output: { account: { id: `acct-${i % 5}` }, team: `t${i % 3}` } }),
    body: (i: number) => ({ request: { user: `u${i % 5}`, messages: [{ role: 'user', content: QUESTIONS[i % 3] }] } }),
    model: (i: number) => ({ model_owner: `owner-${i % 3}`, llm: { organization: `org-${i % 2}` } }),
    program: (i: number) => ({ client_version: `v${i % 4}`, sdk: { name: `sdk-${i % 3}` }, client_type: `t${i % 3}` }),
    plan: (i: number) => ({ user_tier: `tier-${i % 3}`, account_type: `type-${i % 3}` }),
  })) {
    const paths = pathsOf((i) => ({ ...base(i), ...own(i) }));
    for (const field of ['key', 'user', 'endUser', 'project', 'organisation'] as const)
      assert.equal(paths[field], undefined, `${name}: ${field} from ${paths[field] ?? ''}`);
  }
  const own = pathsOf((i) => ({
    ...base(i),
    caller: { user_id: `u${i % 5}` },
    client_id: `c${i % 5}`,
    org: `o${i % 3}`,
  }));
  assert.ok(own.user !== undefined && own.organisation === 'org');
});

test('times, hashes and numbers are no prompts, whatever they are called', () => {
  for (const [name, value] of Object.entries({
    prompt: (i: number) => hex(i),
    query: (i: number) => START + i,
    question: (i: number) => new Date((START + i) * 1000).toISOString(),
    message: (i: number) => String(17 * i),
  })) {
    const { guesses } = proposeMapping(
      Array.from({ length: 40 }, (_, i) => ({ ...base(i), asked: undefined, [name]: value(i) })),
      'log',
    );
    assert.ok(!guesses.some(({ field, path }) => field === 'prompt' && path === name), name);
  }
});

test('a field that was checked is no error, and one that was expected is no answer', () => {
  const paths = pathsOf((i) => ({
    ts: START + i,
    user: `u${i % 4}`,
    prompt: QUESTIONS[i % 3],
    error_input: `Please tell me number ${i} of the list at once`,
    failure: `Tell me what number ${i} of these is about`,
    expected_answer: ANSWERS[i % 2],
    reference: ANSWERS[(i + 1) % 2],
    generated: `${ANSWERS[i % 2]} ${i}`,
  }));
  assert.deepEqual([paths.error, paths.answer], [undefined, 'generated']);
});

const REPLIES = [
  'Call sorted() with a key.',
  'Waves fold and the sea is grey.',
  'Air scatters blue light the most of all.',
];
const user = (i: number): string => `m${(i * 7) % 5}x`;

test('names that say nothing neither swap question and answer nor hide who asks', () => {
  const paths = pathsOf((i) => ({
    f1: new Date((START + 60 * i) * 1000).toISOString(),
    f2: user(i),
    f3: (i * 7) % 5 < 2 ? 'g1a' : 'g2b',
    f4: `${QUESTIONS[i % 3]!.replace('.', '?')} ${i}?`,
    f5: `${REPLIES[i % 3]!} ${i}`,
  }));
  assert.deepEqual(paths, { time: 'f1', user: 'f2', prompt: 'f4', answer: 'f5' });
});

test('neither a constant nor a tenant with people in it is proposed as the account', () => {
  const paths = pathsOf((i) => ({
    when: START + 60 * i,
    principal: 'gateway-1',
    tenant: (i * 7) % 5 < 2 ? 'north' : 'south',
    ref: user(i),
    question: `${QUESTIONS[i % 3]!} ${i}`,
  }));
  assert.equal(paths.user, 'ref');
});

test('records that are turns of conversations get no mapping that reads answers as prompts', () => {
  const { profile, questions } = proposeMapping(
    Array.from({ length: 40 }, (_, i) => ({
      at: START + i,
      conv: `v${i >> 1}`,
      way: i % 2 === 0 ? 'in' : 'out',
      body: `${(i % 2 === 0 ? QUESTIONS : REPLIES)[i % 3]!} ${i}`,
    })),
    'log',
  );
  assert.equal(profile, undefined);
  assert.match(questions.join(), /body is said by way/);
});
