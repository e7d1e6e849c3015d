import assert from 'node:assert/strict';
import { test } from 'node:test';
import { request, type Sent, words } from '../../../test/fixtures/requests.ts';
import { FLAG, readSignals, type Signals } from './request-signals.ts';
import { SegmentCollector } from './segments.ts';

const collector = new SegmentCollector();
const signals = (sent: Sent): Signals => readSignals(request(sent), collector);
const ANSWER = 'A reply that is long enough to be nobody’s reply by chance.';

test('the prompt is system prompt and first user message, exact to the letter', () => {
  const base = signals({ system: 'Be brief.', user: 'Why?' }).prompt;
  assert.equal(signals({ system: 'Be brief.', user: 'Why?', later: [ANSWER, 'And then?'] }).prompt, base);
  for (const other of [{ system: 'Be brief.', user: 'why?' }, { system: 'Be brief. ', user: 'Why?' }, { user: 'Why?' }])
    assert.notEqual(signals(other).prompt, base);
});

test('a request that sends the last answer back continues the conversation that got it', () => {
  const first = signals({ user: 'Plan a trip.', answer: ANSWER });
  const second = signals({ user: 'Plan a trip.', later: [ANSWER, 'Cheaper, please.'] });
  assert.notEqual(first.contextOut, 0);
  assert.equal(second.contextIn, first.contextOut);
  assert.equal(first.contextIn, 0);
});

test('the same answer to another first message is another conversation', () => {
  const first = signals({ user: 'Plan a trip.', answer: ANSWER });
  const second = signals({ user: 'Plan a party.', later: [ANSWER, 'Cheaper, please.'] });
  assert.notEqual(second.contextIn, first.contextOut);
});

test('of several answers in a conversation the last one counts', () => {
  const later = signals({ user: 'Go on.', later: [ANSWER, 'More.', `${ANSWER} Second.`, 'More.'] });
  assert.equal(later.contextIn, signals({ user: 'Go on.', answer: `${ANSWER} Second.` }).contextOut);
});

test('short answers recur by chance and link nothing', () => {
  assert.equal(signals({ user: 'Is it?', answer: 'Yes.' }).contextOut, 0);
  assert.equal(signals({ user: 'Is it?', later: ['Yes.', 'Really?'] }).contextIn, 0);
});

test('an answer made of tool calls alone can be continued as well', () => {
  const toolCalls = '[{"name":"search","arguments":{"query":"train to Ljubljana"}}]';
  const record = request({ user: 'Find a train.' });
  const out = readSignals({ ...record, answer: { text: '', toolCalls } }, collector).contextOut;
  const messages = [...record.messages, { role: 'assistant' as const, text: '', toolCalls }];
  assert.notEqual(out, 0);
  assert.equal(readSignals({ ...record, messages }, collector).contextIn, out);
});

test('tools are told apart by name and schema, not by their order', () => {
  const [a, b] = [
    { name: 'search', schema: '{"query":"string"}' },
    { name: 'open', schema: '{"url":"string"}' },
  ];
  const both = signals({ tools: [a, b] });
  assert.equal(signals({ tools: [b, a] }).tools, both.tools);
  assert.notEqual(signals({ tools: [a] }).tools, both.tools);
  assert.notEqual(signals({ tools: [a, { ...b, schema: '{}' }] }).tools, both.tools);
  assert.deepEqual([signals({}).tools, signals({}).toolCount, both.toolCount], [0, 0, 2]);
});

test('sampling parameters that are absent differ from parameters of 0', () => {
  assert.notEqual(signals({}).parameters, signals({ parameters: { temperature: 0 } }).parameters);
  assert.notEqual(
    signals({ parameters: { temperature: 1 } }).parameters,
    signals({ parameters: { topP: 1 } }).parameters,
  );
});

test('a text that is not whole gives no clauses: half a template is not a template', () => {
  const text = 'Solve the following task step by step.';
  signals({ user: text });
  assert.equal(collector.count, 1);
  signals({ user: text, content: 'truncated' });
  assert.equal(collector.count, 0);
});

test('clauses of the system prompt are told apart from those of the user', () => {
  assert.equal(signals({ system: 'You are a judge. Be strict.', user: 'Grade this answer.' }).systemClauses, 2);
  assert.equal(collector.count, 3);
});

test('under a system prompt longer than what is kept, the user’s clauses still count as the user’s', () => {
  const sentences = (seed: string, count: number): string =>
    Array.from({ length: count }, (_, i) => `${words(`${seed}${i}`, 2)}.`).join(' ');
  const { systemClauses } = signals({ system: sentences('s', 300), user: sentences('u', 3) });
  assert.equal(collector.count, 99);
  assert.equal(systemClauses, 96);
  const kept = [...collector.hashes.subarray(96, 99)];
  signals({ user: sentences('u', 3) });
  assert.deepEqual(kept, [...collector.hashes.subarray(0, 3)]);
});

test('turns and media are counted up to 255', () => {
  assert.equal(signals({ user: 'a', later: ['b', 'c', 'd', 'e'] }).turns, 3);
  assert.equal(signals({ later: Array.from({ length: 700 }, () => 'x') }).turns, 255);
  const record = request({ user: 'Look.' });
  record.messages[0]!.media = 300;
  assert.equal(readSignals(record, collector).media, 255);
});

test('an unknown answer is told apart from an empty one', () => {
  assert.deepEqual([signals({}).answer, signals({}).answerShape], [0, 0]);
  assert.ok(signals({ answer: '' }).answerShape > 0);
});

const FLAGS: readonly [keyof typeof FLAG, Sent][] = [
  ['textMissing', { content: 'redacted' }],
  ['textMissing', { content: 'none' }],
  ['textMissing', { content: 'reference' }],
  ['error', { status: 'error' }],
  ['error', { status: 'blocked' }],
  ['zoneUnknown', { zoneKnown: false }],
  ['logprobs', { parameters: { logprobs: true } }],
  ['structured', { parameters: { structured: true } }],
  ['choices', { parameters: { choices: 4 } }],
];
for (const [name, sent] of FLAGS) {
  test(`${JSON.stringify(sent)} sets the flag ${name} and no other`, () =>
    assert.equal(signals(sent).flags, FLAG[name]));
}

test('an ordinary request sets no flag, and one asked-for answer is ordinary', () => {
  assert.equal(signals({ account: 'k', parameters: { choices: 1 }, zoneKnown: true }).flags, 0);
});

test('accounts known by address or file alone are weak', () => {
  for (const kind of ['address', 'file'] as const) {
    const record = { ...request({}), account: { value: 'x', kind } };
    assert.equal(readSignals(record, collector).flags, FLAG.weakIdentity);
  }
});
