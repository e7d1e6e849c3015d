import assert from 'node:assert/strict';
import test from 'node:test';
import { type Message, newRecord, type RequestRecord } from '../../reader/records/fields/request.ts';
import { RequestTable } from './request-table.ts';

const ID = 'chatcmpl-0123456789abcdef';
const TIME = 1_772_409_600_000;

function call(user: string, changes: Partial<RequestRecord>, text = 'Hello?'): RequestRecord {
  const messages = text === '' ? [] : [{ role: 'user' as const, text }];
  return { ...newRecord('test'), id: ID, time: TIME, account: { value: user, kind: 'key' }, messages, ...changes };
}

/** Accounts of the rows that stay, in their order. */
function kept(...records: RequestRecord[]): string[] {
  const table = new RequestTable();
  for (const [line, record] of records.entries())
    table.add(record, { source: 0, line: line + 1, offset: line * 10, length: 9 });
  const finished = table.finish();
  const names = Array.from(
    { length: finished.length },
    (_, row) => finished.names.account.values[finished.rows.account[row]!]!,
  );
  assert.deepEqual(new Set(finished.names.account.values), new Set(['', ...names]), 'no name without a row');
  return names;
}

test('a call that was sent twice or logged by two layers is one call', () => {
  assert.deepEqual(kept(call('a', {}), call('a', {})), ['a']);
  assert.deepEqual(kept(call('a', {}), call('b', { time: TIME + 3_600_000 })), ['a']);
});

test('of several rows of a call the one with the prompt stays', () => {
  assert.deepEqual(kept(call('span', {}, ''), call('x', { id: 'other' }), call('gateway', {})), ['x', 'gateway']);
  assert.deepEqual(kept(call('span', {}, ''), call('gateway', {}), call('server', {})), ['gateway']);
});

test('ids that are used again do not make calls duplicates', () => {
  for (const id of ['request-1', 'chatcmpl-719', 'req_011CSHoEeqs5C35K2UUqR7Fy', undefined]) {
    const [first, second] = [call('a', {}), call('b', {})];
    for (const record of [first, second]) {
      if (id === undefined) delete record.id;
      else record.id = id;
    }
    assert.deepEqual(kept(first, second), ['a', 'b'], String(id));
  }
  assert.deepEqual(kept(call('a', {}), call('b', {}, 'Another question')), ['a', 'b']);
  assert.deepEqual(kept(call('a', {}), call('b', { time: TIME + 3 * 86_400_000 })), ['a', 'b']);
  assert.deepEqual(kept(call('a', {}), call('b', { status: 'cached' })), ['a', 'b'], 'a cache gives an answer again');
});

test('one id that a client has all its answers given hides no conversation of its', () => {
  const said = (text: string): Message[] => [
    { role: 'user', text: 'Hello?' },
    { role: 'assistant', text },
  ];
  const ways: readonly ((task: string) => Message[])[] = [
    (task) => [...said('Hi.'), { role: 'user', text: task }],
    (task) => [...said(task), { role: 'user', text: 'Go on.' }],
    (task) => [{ role: 'tool', text: task }],
    (task) => [{ role: 'assistant', text: task }],
  ];
  for (const [at, way] of ways.entries()) {
    const [one, other] = ['Write out each thought.', 'Grade this answer.'].map((task) => ({
      messages: way(task),
      answer: { text: 'Done.', toolCalls: '' },
    }));
    assert.deepEqual(kept(call('a', one!), call('b', other!)), ['a', 'b'], String(at));
    assert.deepEqual(kept(call('a', one!), call('b', one!)), ['a'], String(at));
  }
});

test('which part of a scan a row came from makes no difference', () => {
  const parts = [call('span', {}, ''), call('gateway', {}), call('c', { id: 'msg_aaaaaaaaaaaaaaaa' })].map(
    (record, line) => {
      const table = new RequestTable();
      table.add(record, { source: 0, line: line + 1, offset: line * 10, length: 9 });
      return table;
    },
  );
  const pack = (order: readonly number[]): unknown => {
    const table = new RequestTable();
    for (const index of order) table.merge(parts[index]!);
    return table.finish().pack();
  };
  assert.deepEqual(pack([2, 0, 1]), pack([0, 1, 2]));
});
