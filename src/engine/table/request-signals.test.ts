import assert from 'node:assert/strict';
import { test } from 'node:test';
import { request, type Sent } from '../../../test/fixtures/requests.ts';
import { FLAG } from './request-flags.ts';
import { readSignals, type Signals } from './request-signals.ts';
import { TextPool } from './text-pool.ts';

const texts = new TextPool();
const signals = (sent: Sent): Signals => readSignals(request(sent), texts);
const ANSWER = 'A reply that is long enough to be nobody’s reply by chance.';

test('the prompt is system prompt and first user message, exact to the letter', () => {
  const prompt = (sent: Sent): string => `${signals(sent).system} ${signals(sent).user}`;
  const base = prompt({ system: 'Be brief.', user: 'Why?' });
  assert.equal(prompt({ system: 'Be brief.', user: 'Why?', later: [ANSWER, 'And then?'] }), base);
  for (const other of [{ system: 'Be brief.', user: 'why?' }, { system: 'Be brief. ', user: 'Why?' }, { user: 'Why?' }])
    assert.notEqual(prompt(other), base);
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
  const out = readSignals({ ...record, answer: { text: '', toolCalls } }, texts).contextOut;
  const messages = [...record.messages, { role: 'assistant' as const, text: '', toolCalls }];
  assert.notEqual(out, 0);
  assert.equal(readSignals({ ...record, messages }, texts).contextIn, out);
});

test('equal tool calls make no conversation of two where the first message was taken out', () => {
  const toolCalls = '[{"name":"search","arguments":{"query":"train to Ljubljana"}}]';
  const record = { ...request({ user: '[REDACTED]' }), content: 'redacted' as const };
  assert.equal(readSignals({ ...record, answer: { text: '', toolCalls } }, texts).contextOut, 0);
  const messages = [...record.messages, { role: 'assistant' as const, text: '', toolCalls }];
  assert.equal(readSignals({ ...record, messages }, texts).contextIn, 0);
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

test('turns and media are counted up to 255', () => {
  assert.equal(signals({ user: 'a', later: ['b', 'c', 'd', 'e'] }).turns, 3);
  assert.equal(signals({ later: Array.from({ length: 700 }, () => 'x') }).turns, 255);
  const record = request({ user: 'Look.' });
  record.messages[0]!.media = 300;
  assert.equal(readSignals(record, texts).media, 255);
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
    assert.equal(readSignals(record, texts).flags, FLAG.weakIdentity);
  }
});
