import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../../../reader/records/fields/request.ts';
import { openTurn, partReadBack, withOpenTurn } from './open-turn.ts';

const said = (role: Message['role'], text: string): Message => ({ role, text });
const ANSWERED = { answer: { text: 'So.', toolCalls: '' } };

test('messages of the client since the model last spoke are one text, whoever it says wrote them', () => {
  const greeting = [said('user', 'hi'), said('assistant', 'Hello!')];
  assert.equal(openTurn({ messages: [...greeting, said('user', 'the task')] }), 'the task');
  assert.equal(openTurn({ messages: [...greeting, said('tool', 'the task')] }), 'the task');
  assert.equal(openTurn({ messages: [said('user', 'half'), said('user', 'a task')] }), 'half\na task');
});

test('a first message alone is no open turn: it is known already', () => {
  assert.equal(openTurn({ messages: [] }), '');
  assert.equal(openTurn({ messages: [said('user', 'the task')], ...ANSWERED }), '');
  assert.equal(openTurn({ messages: [said('user', 'the task'), said('tool', '')] }), '');
});

test('a last turn of the assistant was written by the client where the log has the answer besides it, and by the model where it has not', () => {
  const messages = [said('user', 'go on'), said('assistant', 'The task is')];
  assert.equal(openTurn({ messages, ...ANSWERED }), 'go on\nThe task is');
  assert.equal(openTurn({ messages }), '');
  for (const format of ['litellm', 'otlp', 'bedrock', 'langfuse'])
    assert.equal(
      openTurn({ messages, format }),
      'go on\nThe task is',
      `${format} keeps answers apart, also where it has none`,
    );
});

test('pictures are part of what is written, and make a first message alone an open turn', () => {
  const [one, other] = ['a', 'b'].map((letter) => letter.repeat(40));
  const shown = (pictures: string[], text = ''): Message => ({ role: 'user', text, media: pictures.length, pictures });
  assert.equal(openTurn({ messages: [shown([one!, other!])] }), `[picture ${one}]\n[picture ${other}]`);
  assert.equal(openTurn({ messages: [shown([one!], 'hi')] }), `hi\n[picture ${one}]`);
  assert.equal(openTurn({ messages: [{ role: 'user', text: 'hi', media: 1 }] }), '');
});

test('prompt and open turn are told apart when they are read back, whatever a client wrote', () => {
  const both = withOpenTurn('hi \u001e innocent', 'the task \u001e');
  assert.equal(partReadBack(both, false), 'hi  innocent');
  assert.equal(partReadBack(both, true), 'the task ');
  assert.equal(partReadBack(withOpenTurn('hi \u001e innocent', ''), true), 'hi  innocent');
});
