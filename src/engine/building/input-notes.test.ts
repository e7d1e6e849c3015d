import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newRecord, type RequestRecord } from '../../reader/records/fields/request.ts';
import { RequestTable } from '../table/request-table.ts';
import { bareBodies, inputNotes } from './input-notes.ts';

const PLACE = { source: 0, line: 1, offset: 0, length: 1 };

function tableOf(...records: Partial<RequestRecord>[]): RequestTable {
  const table = new RequestTable();
  for (const record of records) {
    const account = { value: 'a', kind: 'key' } as const;
    table.add({ ...newRecord('x'), account, time: 1, content: 'full', ...record }, PLACE);
  }
  return table;
}

test('a log without caveats has no notes', () => {
  assert.deepEqual(inputNotes(tableOf({}, {}), 0), []);
});

test('naive clocks, missing text, batches and weak names are said with their numbers', () => {
  const file = { value: 'f', kind: 'file' } as const;
  const notes = inputNotes(tableOf({ zoneKnown: false }, { content: 'none' }, { batch: true }, { account: file }), 0);
  assert.equal(notes.length, 4);
  for (const [at, word] of ['zone', 'no text', 'batch API', 'stands in'].entries()) {
    assert.match(notes[at]!, new RegExp(`1 request[^s].*${word}`));
  }
});

test('a note that holds for all requests says so', () => {
  const [note] = inputNotes(tableOf({ zoneKnown: false }, { zoneKnown: false }), 0);
  assert.match(note!, /^Times have no time zone/);
});

test('pictures with hardly a word beside them are told, because a task in them is not seen; a described one is not', () => {
  const asked = (text: string): Partial<RequestRecord> => ({ messages: [{ role: 'user', text, media: 1 }] });
  const [note, ...others] = inputNotes(tableOf(asked('hi'), asked(''), {}, {}), 0);
  assert.match(note!, /^2 requests \(50%\) ask with pictures .* a task that is drawn anew each time is not seen\.$/);
  assert.deepEqual(others, []);
  assert.deepEqual(
    inputNotes(tableOf(asked('Say what the meter in this picture shows, in kilowatt hours, and nothing else.')), 0),
    [],
  );
});

test('conversations whose beginning the log shows nobody having are told', () => {
  const messages: RequestRecord['messages'] = [
    { role: 'user', text: 'Is it far?' },
    { role: 'assistant', text: 'No.' },
    { role: 'user', text: 'And back?' },
  ];
  const [note, ...others] = inputNotes(tableOf({ messages }, {}, {}).finish(), 0);
  assert.match(
    note!,
    /^The conversation of 1 request \(33%\) begins with turns that no request in the log sent: the log may start later/,
  );
  assert.deepEqual(others, []);
  assert.deepEqual(inputNotes(tableOf({ messages }, { messages: messages.slice(0, 1) }).finish(), 0), []);
});

test('duplicates are told', () => {
  assert.match(inputNotes(tableOf({}), 1200)[0]!, /^1,200 requests repeat a call/);
});

test('accounts that are new with every request are told with what mends it, and those that come back are not', () => {
  const calls = (accounts: number): Partial<RequestRecord>[] =>
    Array.from({ length: 60 }, (_, at) => ({ account: { value: `k-${at % accounts}`, kind: 'key' } }));
  const [note, ...others] = inputNotes(tableOf(...calls(58)), 0);
  assert.match(note!, /^Nearly every request has an account of its own \(56 of 60\).*--account-by user/);
  assert.deepEqual(others, []);
  assert.deepEqual(inputNotes(tableOf(...calls(50)), 0), []);
  assert.deepEqual(inputNotes(tableOf(...calls(60).slice(0, 49)), 0), []);
  const addresses = calls(60).map(({ account }) => ({ account: { ...account!, kind: 'address' as const } }));
  assert.doesNotMatch(inputNotes(tableOf(...addresses), 0).join(), /of its own/);
});

test('a report says once that clients could write what a log of bodies alone says of them', () => {
  assert.deepEqual(bareBodies([{ formats: { litellm: 9 } }]), []);
  const [note, ...others] = bareBodies([{ formats: { 'raw-request': 2 } }, { formats: { 'raw-request': 1 } }]);
  assert.deepEqual(others, []);
  assert.match(note!, /^3 requests were logged with the fields of the body at the top/);
});
