import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectPayload, createdRow, isLaterChange } from './change-events.ts';

const SOURCE = { connector: 'postgresql', ts_ms: 1777881601000 };
const ROW = { user_id: 'u-1', prompt: 'Hi' };

test('the payload of Kafka Connect is told by the schema before it, and by nothing else beside it', () => {
  const schema = { type: 'struct', fields: [], optional: false };
  assert.equal(connectPayload({ schema, payload: ROW }), ROW);
  assert.equal(connectPayload({ schema: null, payload: ROW }), ROW);
  assert.equal(connectPayload({ schema, payload: ROW, time: 1 }), undefined, 'a log of one’s own');
  assert.equal(connectPayload({ schema: { type: 'object' }, payload: ROW }), undefined, 'a schema of JSON');
  assert.equal(connectPayload({ payload: ROW }), undefined);
});

test('a row counts when it is new, with the time of its change, and not when it is changed or deleted', () => {
  assert.deepEqual(createdRow({ op: 'c', before: null, after: ROW, source: SOURCE }), {
    row: ROW,
    around: { time: 1777881601000 },
  });
  assert.deepEqual(createdRow({ op: 'r', after: ROW, source: SOURCE })?.row, ROW);
  assert.equal(createdRow({ op: 'u', before: ROW, after: ROW, source: SOURCE }), undefined);
  assert.equal(createdRow({ op: 'c', after: ROW }), undefined, 'no change that Debezium tells');
});

test('later changes are told in the words of each connector, and new rows are none', () => {
  const later = (names: readonly string[]): unknown[] => [
    { op: names[0], before: ROW, after: ROW, source: SOURCE },
    { ...ROW, __op: names[0] },
    { operationType: names[1], ns: { db: 'd', coll: 'c' }, fullDocument: ROW },
    { type: names[1], database: 'd', table: 't', data: ROW },
    { type: names[2], table: 't', record: ROW, old_record: ROW },
    { data: ROW, metadata: { operation: names[1], 'table-name': 't' } },
    { eventName: names[3], dynamodb: { NewImage: {} } },
  ];
  const told = (names: readonly string[]): boolean[] =>
    later(names).map((value) => isLaterChange(value as Record<string, unknown>));
  assert.deepEqual(told(['u', 'update', 'UPDATE', 'MODIFY']), Array(7).fill(true));
  assert.deepEqual(told(['c', 'insert', 'INSERT', 'INSERT']), Array(7).fill(false));
  assert.equal(isLaterChange({ ...ROW, __deleted: 'false' }), false);
  assert.equal(isLaterChange({ ...ROW, __deleted: 'true' }), true);
});

test('a call of a program that has the words of a change by chance is none', () => {
  assert.equal(isLaterChange({ type: 'update', ...ROW }), false);
  assert.equal(isLaterChange({ op: 'u', ...ROW }), false);
  assert.equal(isLaterChange({ metadata: { operation: 'update' }, ...ROW }), false);
});
