import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Message, newRecord, type RequestRecord } from '../../../reader/records/fields/request.ts';
import type { Facts } from '../../../reader/records/facts/facts.ts';
import { RequestTable } from '../request-table.ts';
import { earlierTurns } from './earlier-turns.ts';

const user = (text: string): Message => ({ role: 'user', text });
const said = (text: string): Message => ({ role: 'assistant', text });
const gave = (text: string): Message => ({ role: 'tool', text });

function earlierIn(conversations: readonly Message[][]): { from: number[]; steps: number[] } | undefined {
  const table = new RequestTable();
  conversations.forEach((messages, row) => {
    const record: RequestRecord = { ...newRecord('test'), messages, content: 'full' };
    table.add(record, { source: 0, line: row + 1, offset: row, length: 1 });
  });
  const found = earlierTurns(table.finish());
  return found && { from: [...found.from], steps: [...found.isStep] };
}

const LONG = 'It is so long that one answer is told from another, whatever a client makes of it.';
const talk = [
  user('hi'),
  said('Hello.'),
  user('the task'),
  said('Understood.'),
  user('item 1'),
  said('So.'),
  user('2'),
];
const turns = [1, 3, 5, 7].map((end) => talk.slice(0, end));

test('a turn goes on from the request that sent what is before its last answer, wherever the log has that', () => {
  assert.deepEqual(earlierIn(turns)!.from, [-1, 0, 1, 2]);
  assert.deepEqual(earlierIn(turns.toReversed())!.from, [1, 2, 3, -1]);
  assert.deepEqual(earlierIn(turns)!.steps, [0, 0, 0, 0]);
});

test('answers may be written anew, and several turns go on from one', () => {
  const anew = [...talk.slice(0, 3), said('As you say.'), user('item 1')];
  assert.deepEqual(earlierIn([...turns.slice(0, 3), anew])!.from, [-1, 0, 1, 1]);
});

test('what the log shows nobody sending is no earlier turn, whatever a client says it was', () => {
  assert.deepEqual(earlierIn([turns[0]!, turns[2]!, turns[3]!])!.from, [-1, -1, 1]);
  const invented = [user('hi'), said(LONG.replace('It', 'This is the task: it')), user('item')];
  const other = [user('hi'), said(LONG.replace('It', 'This is another task: it')), user('item')];
  assert.deepEqual(earlierIn([turns[0]!, invented, other])!.from, [-1, -1, -1]);
});

test('giving what a tool gave is a step, and saying something beside it is none', () => {
  const called = [user('hi'), said('I look.'), gave('a file')];
  const asked = [...called, said('I look again.'), gave('more'), user('next')];
  assert.deepEqual(earlierIn([called.slice(0, 1), called, asked]), { from: [-1, 0, 1], steps: [0, 1, 0] });
});

test('where the provider keeps conversations, a request goes on from the one that got the answer it names', () => {
  const table = new RequestTable();
  const add = (messages: Message[], facts: Facts): void => {
    const row = table.length;
    const record: RequestRecord = { ...newRecord('test'), messages, facts, content: 'full' };
    table.add(record, { source: 0, line: row + 1, offset: row, length: 1 });
  };
  add([user('the task')], { keptAnswer: 7 });
  add([user('item 1')], { keptAnswer: 8, earlierAnswer: 7 });
  add([gave('a file')], { keptAnswer: 9, earlierAnswer: 8 });
  add([user('item 2')], { keptAnswer: 10, earlierAnswer: 77 });
  const { from, isStep } = earlierTurns(table.finish())!;
  assert.deepEqual(
    [[...from], [...isStep]],
    [
      [-1, 0, 1, -1],
      [0, 0, 1, 0],
    ],
  );
});

test('nothing is looked for where no conversation goes on', () => {
  assert.equal(earlierIn([turns[0]!, [user('another')]]), undefined);
});
