import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readLog } from '../../../../../test/harness/read-log.ts';
import { audit } from '../../../../engine/pipeline/audit.ts';
import { formatOf } from '../formats.ts';
import { halfOf } from './split-call.ts';
import { scratchFolder } from '../../../../../test/harness/folders.ts';

type Line = Record<string, unknown>;

const at = (second: number): string => new Date(Date.UTC(2026, 4, 4, 9, 0, second)).toISOString();
const asked = (id: unknown, second: number, prompt = 'Why?', user = 'ann'): Line => ({
  ts: at(second),
  event: 'request',
  request_id: id,
  user_id: user,
  prompt,
});
const answered = (id: unknown, second: number, output = 'Because.'): Line => ({
  ts: at(second),
  event: 'response',
  request_id: id,
  output,
});

/** Who asked what and was told what, in the order of the prompts. */
function read(lines: readonly Line[]): string[] {
  const { requests } = readLog(lines.map((line) => JSON.stringify(line)).join('\n'));
  return requests
    .map(({ account, messages, answer }) => `${account?.value}: ${messages[0]?.text} ${answer?.text ?? '-'}`)
    .sort();
}

const BODY = { model: 'm', messages: [{ role: 'user', content: 'Why?' }] };
const CHOICES = { choices: [{ message: { role: 'assistant', content: 'Because.' } }] };

test('events of a stream with the id of their request are one answer, however calls overlap', () => {
  const piece = (id: string, second: number, said: Line): Line => ({
    ts: at(second),
    event: 'chunk',
    request_id: id,
    ...said,
  });
  const events = (id: string, word: string): Line[] =>
    ['', word, '.'].map((content) => ({
      id,
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta: { content } }],
    }));
  for (const name of ['chunk', 'data', 'response', 'payload']) {
    const [some, more] = [events('c1', 'One'), events('c2', 'Two')];
    // All within one second: only the places of the lines tell their order.
    const lines = some.flatMap((event, n) => [piece('r1', 5, { [name]: event }), piece('r2', 5, { [name]: more[n] })]);
    const done = [{ ts: at(9), event: 'done', request_id: 'r1', latency_ms: 4000, status: 200 }];
    assert.deepEqual(
      read([asked('r1', 0, 'First?'), asked('r2', 1, 'Second?'), ...lines, ...done]),
      ['ann: First? One.', 'ann: Second? Two.'],
      name,
    );
  }
  const texts = ['Be', 'cause.'].map((delta, n) => piece('r', n + 1, { delta }));
  assert.deepEqual(read([asked('r', 0), ...texts]), ['ann: Why? Because.']);
  // The log is sorted the other way round.
  assert.deepEqual(read([...texts].reverse().concat(asked('r', 0))), ['ann: Why? Because.']);
  // A word for streams, on a line with all of a call.
  const whole = {
    ts: at(0),
    user_id: 'ann',
    action: 'chat.stream',
    request_id: 'r',
    prompt: 'Why?',
    response: 'Because.',
  };
  assert.deepEqual(read([whole]), ['ann: Why? Because.']);
});

test('a request and its answer on two lines are one request, whatever names the lines have', () => {
  const pairs: [Line, Line][] = [
    [asked('r', 0), answered('r', 1)],
    [
      { ts: at(0), type: 'request', requestId: 7, user: 'ann', body: BODY },
      { ts: at(1), type: 'response', requestId: 7, body: CHOICES },
    ],
    [
      { ts: at(0), kind: 'llm.request', req_id: 'r', user: 'ann', ...BODY },
      { ts: at(1), kind: 'llm.response', req_id: 'r', ...CHOICES },
    ],
    [
      { ts: at(0), phase: 'start', id: 'r', user: 'ann', request: BODY },
      { ts: at(1), phase: 'end', id: 'r', response: CHOICES },
    ],
    [
      { Timestamp: at(0), Event: 'Request', RequestId: 'r', UserId: 'ann', Prompt: 'Why?' },
      { Timestamp: at(1), Event: 'Response', RequestId: 'r', Response: 'Because.' },
    ],
    [
      { ts: at(0), event: 'request', request_id: 'r', data: { user_id: 'ann', prompt: 'Why?' } },
      { ts: at(1), event: 'response', request_id: 'r', data: { text: 'Because.', output: 'Because.' } },
    ],
    [
      { ts: at(0), msg: 'request received', reqId: 'r', user: 'ann', prompt: 'Why?' },
      { ts: at(1), msg: 'request finished', reqId: 'r', prompt: 'Why?', response: 'Because.' },
    ],
  ];
  for (const pair of pairs) {
    assert.deepEqual(read(pair), ['ann: Why? Because.'], JSON.stringify(pair[0]));
    assert.deepEqual(read([...pair].reverse()), ['ann: Why? Because.'], JSON.stringify(pair[0]));
  }
});

test('facts known only with the answer are added: status, counts and how long it took', () => {
  const lines = [
    asked('r', 0),
    { ...answered('r', 3), status: 200, prompt_tokens: 2, completion_tokens: 1, user_id: 'x' },
  ];
  const { requests, counts } = readLog(lines.map((line) => JSON.stringify(line)).join('\n'));
  const [{ time, account, status, inputTokens, outputTokens, latencyMs } = assert.fail()] = requests;
  assert.deepEqual(
    [time, account?.value, status, inputTokens, outputTokens, latencyMs],
    [Date.parse(at(0)), 'ann', 'ok', 2, 1, 3000],
  );
  assert.deepEqual([counts.records, counts.requests, counts.skipped], [2, 1, 0]);
});

test('a line that misses its other half is counted once: a request without an answer, an answer by name', () => {
  assert.deepEqual(read([asked('r', 0)]), ['ann: Why? -']);
  const { requests, counts } = readLog(JSON.stringify(answered('r', 0)));
  assert.deepEqual(
    [requests.length, counts.reasons.map(({ outcome, reason }) => `${outcome}: ${reason}`)],
    [0, ['skipped: answer on a line of its own, without its request']],
  );
});

test('requests that no word announces count once, and get the body of an answer that comes next', () => {
  const pairs: [Line, Line, string][] = [
    [
      { ts: at(0), request: { request_id: 'r', ...BODY }, user: 'ann' },
      { ts: at(1), response: { request_id: 'r', ...CHOICES } },
      'ann: Why? Because.',
    ],
    [
      { ts: at(0), 'x-request-id': 'r', user: 'ann', request: JSON.stringify(BODY) },
      { ts: at(1), 'x-request-id': 'r', status: 200, response: 'Because.' },
      'ann: Why? -',
    ],
  ];
  for (const [asked, answered, expected] of pairs) {
    assert.equal(halfOf(asked), undefined);
    assert.deepEqual(read([asked, answered]), [expected]);
  }
});

test('ids that begin again are told apart by time, and where that is not possible nobody gets an answer', () => {
  const again = [asked(1, 0, 'A?'), answered(1, 1, 'A.'), asked(1, 10, 'B?', 'bob'), answered(1, 11, 'B.')];
  assert.deepEqual(read(again), ['ann: A? A.', 'bob: B? B.']);
  assert.deepEqual(read([again[3]!, again[0]!, again[2]!, again[1]!]), ['ann: A? A.', 'bob: B? B.']);
  const crossed = [asked(1, 0, 'A?'), asked(1, 1, 'B?', 'bob'), answered(1, 2, 'A.'), answered(1, 3, 'B.')];
  assert.deepEqual(read(crossed), ['ann: A? -', 'bob: B? -']);
});

test('an answer from another day is not that of a request with the same id', () => {
  assert.deepEqual(read([asked(1, 0), answered(1, 2 * 24 * 3600)]), ['ann: Why? -']);
});

test('a line that tells a whole call, or something else, is no half', () => {
  const others: Line[] = [
    { request_id: 'r', prompt: 'Why?', response: 'Because.' },
    { request_id: 'r', request: BODY, status: 200, latency_ms: 12 },
    { event: 'llm_call', request_id: 'r', prompt: 'Why?', response: 'Because.' },
    { event: 'llm call completed', request_id: 'r', prompt: 'Why?', response: 'Because.' },
    { type: 'function_call_output', call_id: 'c', output: 'Sunny.' },
    { request_id: 'r', turns: [{ line: 'Why?' }], reply: 'Because.' },
    { request_id: 'r', task: 'Say why it is so.', output: 'Because.' },
    { request_id: 'r', level: 'info', path: '/health', result: { ok: true } },
    { id: 'm', type: 'text', direction: 'outgoing', payload: { text: 'From ten.' } },
  ];
  for (const value of others) assert.equal(halfOf(value), undefined, JSON.stringify(value));
  assert.equal(formatOf({ ts: at(0), request_id: 'r', prompt: 'Why?', response: 'Because.' }, true)?.name, 'exchange');
});

test('the report is the same however the log is cut, and in whatever order its files are', async () => {
  const folder = scratchFolder('split-exchange-');
  const lines = Array.from({ length: 400 }, (_, n) => [
    asked(`r${n}`, n, `What is ${n} and ${n % 7}?`, `user-${n % 9}`),
    answered(`r${n}`, n + 30, `It is ${n}.`),
  ]).flat();
  const half = lines.length / 2 + 1;
  // Some requests are in one file and their answers in the other.
  const texts = [lines.slice(0, half), lines.slice(half)].map((part) =>
    part.map((line) => `${JSON.stringify(line)}\n`).join(''),
  );
  const files = texts.map((_, n) => join(folder, `${n}.jsonl`));
  for (const [n, file] of files.entries()) writeFileSync(file, texts[n]!);
  const reports = [];
  for (const [paths, rangeBytes] of [
    [files, 1 << 30],
    [files, 1 << 10],
    [[...files].reverse(), 3000],
    [[folder], 777],
  ] as const) {
    const { report } = await audit(paths, { workers: 0, reading: { rangeBytes } });
    reports.push(JSON.stringify(report));
    assert.deepEqual([report.inputs.requests, report.inputs.rejected], [400, 0]);
  }
  assert.equal(new Set(reports).size, 1);
});

test('a call that is told by its start and its finish is one, under the ids of generations and runs too', () => {
  for (const [start, finish, id] of [
    ['generation.start', 'generation.finish', 'generation_id'],
    ['llm_start', 'llm_end', 'run_id'],
    ['inference.started', 'inference.completed', 'invocation_id'],
  ] as const)
    assert.deepEqual(
      read([
        { type: start, [id]: 'g1', time: at(0), input: 'Why?', user: 'ann' },
        { type: start, [id]: 'g2', time: at(1), input: 'How?', user: 'bob' },
        { type: finish, [id]: 'g1', time: at(2), output: 'Because.' },
        { type: finish, [id]: 'g2', time: at(3), output: 'So.' },
      ]),
      ['ann: Why? Because.', 'bob: How? So.'],
      start,
    );
});

test('events of LangChain with a prompt and a response keep both', () => {
  assert.deepEqual(
    read([
      { event: 'llm_start', run_id: 'r', timestamp: at(0), prompt: 'Why?', user: 'ann' },
      { event: 'llm_end', run_id: 'r', timestamp: at(1), response: 'Because.' },
    ]),
    ['ann: Why? Because.'],
  );
});

test('a question under the names of home-made logs is read beside its answer', () => {
  for (const name of ['query', 'llm_raw', 'user_question', 'instruction'])
    for (const answer of ['response', 'llm_answer', 'final_answer'])
      assert.deepEqual(read([{ ts: at(0), user_id: 'ann', [name]: 'Why?', [answer]: 'Because.' }]), [
        'ann: Why? Because.',
      ]);
});
