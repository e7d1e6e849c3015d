import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newRecord, type RequestRecord } from '../../records/fields/request.ts';
import { RequestTable } from '../../table/request-table.ts';
import { inputNotes } from './input-notes.ts';

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

test('what holds for all requests is said so', () => {
  const [note] = inputNotes(tableOf({ zoneKnown: false }, { zoneKnown: false }), 0);
  assert.match(note!, /^Times have no time zone/);
});

test('duplicates are told', () => {
  assert.match(inputNotes(tableOf({}), 1200)[0]!, /^1,200 requests repeat a call/);
});
