import assert from 'node:assert/strict';
import test from 'node:test';
import { readLog } from '../../../../../test/harness/read-log.ts';
import { growthOf, LINEAR } from '../../../../../test/harness/work.ts';

let events = 0;
const event = (type: string, fields: object): object => ({ type, event_id: `event_${++events}`, ...fields });
const says = (id: string, text: string, before: string | null = null): object =>
  event('conversation.item.created', {
    previous_item_id: before,
    item: { id, type: 'message', role: 'user', content: [{ type: 'input_text', text }] },
  });
const hears = (id: string, before: string | null = null): object =>
  event('conversation.item.created', {
    previous_item_id: before,
    item: { id, type: 'message', role: 'user', content: [{ type: 'input_audio', transcript: null }] },
  });
const answers = (id: string, conversation: string, text: string): object =>
  event('response.done', {
    response: {
      id: `resp_${id}`,
      object: 'realtime.response',
      status: 'completed',
      conversation_id: conversation,
      output: [{ id, type: 'message', role: 'assistant', content: [{ type: 'audio', transcript: text }] }],
    },
  });
const starts = (id: string, instructions: string): object =>
  event('session.created', { session: { id, model: 'm', instructions } });
const read = (...lines: object[]): ReturnType<typeof readLog> =>
  readLog(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
const turnsOf = ({ requests }: ReturnType<typeof readLog>): unknown[] =>
  requests.map(({ system, messages, answer }) => [system, messages.map(({ text }) => text), answer?.text]);

test('each answer is a call with what was said before it, once', () => {
  const log = read(
    starts('s', 'Be brief.'),
    says('u1', 'One?'),
    event('conversation.item.created', {
      previous_item_id: 'u1',
      item: { id: 'a1', type: 'message', role: 'assistant', content: [] },
    }),
    answers('a1', 'c', 'Yes.'),
    says('u2', 'Two?', 'a1'),
    answers('a2', 'c', 'No.'),
  );
  assert.deepEqual(turnsOf(log), [
    ['Be brief.', ['One?'], 'Yes.'],
    ['Be brief.', ['One?', 'Yes.', 'Two?'], 'No.'],
  ]);
});

test('speech is read where it is written down after the answer', () => {
  const written = event('conversation.item.input_audio_transcription.completed', {
    item_id: 'u1',
    content_index: 0,
    transcript: 'One?',
  });
  assert.deepEqual(turnsOf(read(starts('s', 'B'), hears('u1'), answers('a1', 'c', 'Yes.'), written)), [
    ['B', ['One?'], 'Yes.'],
  ]);
});

test('connections that nothing but their items tells apart are not mixed', () => {
  const log = read(
    starts('s1', 'First.'),
    says('u1', 'One?'),
    answers('a1', 'c1', 'Yes.'),
    starts('s2', 'Second.'),
    says('v1', 'Un?'),
    says('u2', 'Two?', 'a1'),
    answers('b1', 'c2', 'Oui.'),
    answers('a2', 'c1', 'No.'),
  );
  assert.deepEqual(turnsOf(log), [
    ['First.', ['One?'], 'Yes.'],
    ['Second.', ['Un?'], 'Oui.'],
    ['First.', ['One?', 'Yes.', 'Two?'], 'No.'],
  ]);
});

test("an item cannot put its text into somebody else's conversation", () => {
  const of = (user_id: string, line: object): object => ({ user_id, event: line });
  const log = read(
    of('ann', starts('s1', 'First.')),
    of('ann', says('u1', 'One?')),
    of('eve', starts('s2', 'Second.')),
    of('eve', says('v1', 'Forged', 'u1')),
    of('ann', answers('a1', 'c1', 'Yes.')),
    of('eve', answers('b1', 'c2', 'Oui.')),
  );
  assert.deepEqual(
    log.requests.map(({ account, messages }) => [account?.value, messages.map(({ text }) => text)]),
    [
      ['ann', ['One?']],
      ['eve', ['Forged']],
    ],
  );
});

test('instructions for one answer are its system prompt', () => {
  const asks = { type: 'response.create', response: { instructions: 'Only this once.' } };
  assert.deepEqual(turnsOf(read(starts('s', 'B'), says('u1', 'One?'), asks, answers('a1', 'c', 'Yes.'))), [
    ['Only this once.', ['One?'], 'Yes.'],
  ]);
});

test('a body of a call that says it was an event stays a call', () => {
  for (const type of ['response.done', 'session.updated', 'error']) {
    const body = {
      model: 'm',
      messages: [{ role: 'user', content: 'Shown' }],
      type,
      event_id: 'e',
      error: {},
      response: {},
    };
    assert.deepEqual(
      read(body).requests.map(({ messages }) => messages[0]?.text),
      ['Shown'],
    );
  }
});

test('a connection that lasts long takes work that grows with its length', async () => {
  const growth = await growthOf((length) => {
    const lines = Array.from({ length }, (_, at) => [says(`u${at}`, `t${at}`), answers(`a${at}`, 'c', 'x')]);
    assert.equal(read(starts('s', 'B'), ...lines.flat()).requests.length, length);
  }, 1000);
  assert.ok(growth < LINEAR, String(growth));
});
