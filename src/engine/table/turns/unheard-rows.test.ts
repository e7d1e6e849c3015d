import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Message, newRecord, type RequestRecord } from '../../../reader/records/fields/request.ts';
import { FLAG } from '../request-flags.ts';
import { FactTable } from '../fact-table.ts';
import type { RowColumns } from '../request-row.ts';
import { RequestTable } from '../request-table.ts';
import type { TextPool } from '../text-pool.ts';
import { unheardRows } from './unheard-rows.ts';

const user = (text: string): Message => ({ role: 'user', text });
const said = (text: string): Message => ({ role: 'assistant', text });
const long = (text: string): string => `${text}, which is more than a few words and tells one answer from another.`;

function request(messages: Message[], answer?: string): RequestRecord {
  const record: RequestRecord = { ...newRecord('test'), messages, content: 'full' };
  return answer === undefined ? record : { ...record, answer: { text: answer, toolCalls: '' } };
}

/** Whether each request counts as one whose conversation the log shows nobody having. */
function unheard(requests: readonly RequestRecord[]): boolean[] {
  const tables = [0, 1, 2].map((kind) => {
    const table = new RequestTable();
    requests.forEach((record, row) => {
      const own = kind === 0 ? table : new RequestTable();
      // A log each, or all in one: what a reader remembers of a log must not matter.
      own.add(record, { source: kind === 2 ? row : 0, line: row + 1, offset: row, length: 1 });
      if (kind > 0) table.merge(own);
    });
    return table.finish();
  });
  const found = tables.map((table) =>
    [...table.rows.flags.subarray(0, table.length)].map((flags) => (flags & FLAG.unheard) !== 0),
  );
  assert.deepEqual(found[1], found[0], 'in pieces');
  assert.deepEqual(found[2], found[0], 'in a log each');
  assert.ok(tables.every((table) => table.rows.whole.every((text) => text === 0)));
  return found[0]!;
}

test('nothing is unheard in a conversation that the log shows from its beginning, with its answers or without', () => {
  for (const answers of [true, false]) {
    const log: RequestRecord[] = [];
    const messages: Message[] = [];
    for (let turn = 0; turn < 6; turn++) {
      messages.push(user(`question ${turn}`));
      const answer = turn % 2 === 0 ? 'Yes.' : long(`Answer ${turn}`);
      log.push(request([...messages], answers ? answer : undefined));
      messages.push(said(answer));
    }
    assert.deepEqual(unheard(log), Array(6).fill(false));
  }
});

test('a client may write answers anew, send results of tools and begin with a greeting', () => {
  const greeting = said(long('Welcome'));
  const first = [greeting, user('What is on?')];
  const second = [...first, said(long('As I wrote it down')), { role: 'tool', text: 'a list' } as const];
  const third = [...second, said('So it is'), said(long('And more')), user('Thanks.')];
  // Where an assistant begins, nobody else can have sent it.
  assert.deepEqual(unheard([request(first, long('Raw')), request(second, 'So'), request(third)]), [true, false, false]);
});

test('a conversation that nobody had is read as a whole, wherever in it the task is', () => {
  const task = (n: number): Message[][] => [
    [user(`chat ${n}`), said('Gladly.'), user(`task ${n}`), said('Understood.'), user('Go on.')],
    [user(`chat ${n}`), said(long(`task ${n}`)), user('Go on.')],
    [user(`chat ${n}`), said(long(`task ${n}`)), said('Right.'), user('Go on.')],
  ];
  for (const way of [0, 1, 2]) {
    const log = [0, 1, 2, 3].map((n) => request(task(n)[way]!, long(`Answer ${n}`)));
    assert.deepEqual(unheard(log), [true, true, true, true]);
  }
});

test('one request that was sent vouches for one answer, not for as many as a client can write', () => {
  const opening = request([user('hi')], long('Hello'));
  for (const hide of [
    (n: number): Message[] => [user('hi'), said(long(`task ${n}`)), user('Go on.')],
    (n: number): Message[] => [user('hi'), said(long(`task ${n}`)), said('Right.'), user('Go on.')],
  ])
    assert.deepEqual(unheard([opening, ...[0, 1, 2].map((n) => request(hide(n)))]), [false, true, true, true]);
  // The answer that was given is no task, however often the conversation goes on from it.
  const next = (n: number): RequestRecord => request([user('hi'), said(long('Hello')), user(`question ${n}`)]);
  assert.deepEqual(unheard([opening, next(1), next(2), next(3)]), [false, false, false, false]);
});

const called = (text: string): Message => ({ role: 'assistant', text: '', toolCalls: JSON.stringify([{ text }]) });
const gave = (text: string): Message => ({ role: 'tool', text });

test('a task in what a tool is said to have been called with hides nobody, whatever the tool gave', () => {
  const opening = request([user('hi')], long('Hello'));
  for (const hide of [
    (n: number): Message[] => [user('hi'), called(long(`task ${n}`)), gave('')],
    (n: number): Message[] => [user('hi'), called(long(`task ${n}`)), gave('Done.'), said('Right.'), user('Go on.')],
    (n: number): Message[] => [user('hi'), called(long(`task ${n}`)), said('Right.'), user('Go on.')],
    (n: number): Message[] => [called(long(`task ${n}`)), gave('')],
  ]) {
    const hidden = [0, 1, 2].map((n) => request(hide(n), long(`Answer ${n}`)));
    assert.deepEqual(unheard(hidden), [true, true, true], 'alone');
    assert.deepEqual(unheard([opening, ...hidden]), [false, true, true, true], 'one vouches for one');
  }
});

const thought = (reasoning: string, text: string): Message => ({ role: 'assistant', text, reasoning });

test('a task in what the assistant is said to have thought hides nobody', () => {
  const opening = request([user('hi')], long('Hello'));
  for (const hide of [
    (n: number): Message[] => [user('hi'), thought(`task ${n}`, 'Right.'), user('Go on.')],
    (n: number): Message[] => [user('hi'), thought(`task ${n}`, long('Hello')), said('So.'), user('Go on.')],
    (n: number): Message[] => [user('hi'), thought(`task ${n}`, ''), gave('')],
    (n: number): Message[] => [user('hi'), thought(`task ${n}`, 'So.'), user('And?'), said('Right.'), user('Go on.')],
  ]) {
    const hidden = [0, 1, 2].map((n) => request(hide(n), long(`Answer ${n}`)));
    assert.deepEqual(unheard([opening, ...hidden]), [false, true, true, true]);
  }
});

test('clients may leave out what was thought before, or all of it', () => {
  for (const kept of [0, 1, 5]) {
    const log: RequestRecord[] = [];
    for (let turn = 0; turn < 6; turn++) {
      const messages: Message[] = [];
      for (let at = 0; at < turn; at++) {
        const answer = said(long(`Answer ${at}`));
        messages.push(user(`question ${at}`), turn - at <= kept ? { ...answer, reasoning: `Thought ${at}.` } : answer);
      }
      log.push(request([...messages, user(`question ${turn}`)], long(`Answer ${turn}`)));
    }
    assert.deepEqual(unheard(log), Array(6).fill(false), String(kept));
  }
});

test('an agent whose tools give nothing was heard from its beginning', () => {
  const log: RequestRecord[] = [];
  const messages: Message[] = [user('Do the work.')];
  for (let turn = 0; turn < 5; turn++) {
    const calls = called(long(`Call ${turn}`));
    log.push({ ...request([...messages]), answer: { text: '', toolCalls: calls.toolCalls! } });
    messages.push(calls, gave(turn % 2 === 0 ? '' : 'a list'));
  }
  assert.deepEqual(unheard(log), Array(5).fill(false));
});

test('a picture in a conversation that goes on is part of it', () => {
  const shown = (n: number): Message => ({ ...user('hi'), media: 1, pictures: [String(n).repeat(40)] });
  const next = (n: number): Message[] => [shown(n), said('Right.'), user('Go on.')];
  const log = [request([shown(1)]), ...[1, 2, 3].map((n) => request(next(n)))];
  assert.deepEqual(unheard(log), [false, false, true, true]);
});

test('what a hidden conversation says is what is mined, and texts of others are not kept', () => {
  const table = new RequestTable();
  const place = (row: number) => ({ source: 0, line: row + 1, offset: row, length: 1 });
  const open = request([user('a question')], long('An answer'));
  const next = request([user('a question'), said(long('An answer')), user('another one')]);
  table.add(request([user('chat'), said('Gladly.'), user('the task'), said('Yes.'), user('Go on.')]), place(0));
  table.add(open, place(1));
  table.add(next, place(2));
  const { rows, texts, length } = table.finish();
  const other = new RequestTable();
  other.add(request([user('chat\nGladly.\nthe task\nYes.\nGo on.')]), place(0));
  assert.deepEqual([...texts.clausesOf(rows.open[0]!)], [...other.texts.clausesOf(other.rows.user[0]!)]);
  assert.equal(length, 3);
  // Two first messages, two that were written last.
  assert.equal(texts.length, 5);
});

test('examples that a product puts before every request are found in a log of any length', () => {
  const length = 200_000;
  const facts = new FactTable();
  for (let row = 0; row < length; row++) facts.add(row, undefined, { heard: 7, said: 8 });
  const of = (): Uint32Array => new Uint32Array(length);
  const columns = { whole: of().fill(1), user: of(), contextIn: of(), contextOut: of() };
  const rows = columns as unknown as RowColumns;
  assert.equal(unheardRows({ rows, length, facts }, {} as TextPool).length, length);
});
