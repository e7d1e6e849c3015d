import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../fields/json.ts';
import { unwrap } from './unwrap.ts';

const CALL = { request: { model: 'm', messages: [{ role: 'user', content: 'Why?' }] }, response: 'Because.' };

/** Names of the fields of what stands around each call, the nearest first. */
function around(value: unknown): string[][] | undefined {
  const found: string[][] = [];
  const isKnown = unwrap(value, (record, { name }, outer: readonly JsonObject[]) => {
    assert.equal(name, 'exchange');
    assert.deepEqual(record, CALL);
    found.push(outer.map((one) => Object.keys(one).join()));
  });
  return isKnown ? found : undefined;
}

test('what stands around a single call is handed on with it, and what stands beside a list is not', () => {
  assert.deepEqual(around(CALL), [[]]);
  assert.deepEqual(around({ time: 1, message: JSON.stringify(CALL) }), [['time,message']]);
  assert.deepEqual(around({ id: 1, attributes: { time: 1, attributes: CALL } }), [
    ['time,attributes', 'id,attributes'],
  ]);
  assert.deepEqual(around({ time: 1, events: [{ at: 2, message: CALL }, CALL] }), [['at,message'], []]);
});

test('a call is found under any name, unless it is one of several', () => {
  assert.deepEqual(around({ user: 'u', whatever: CALL }), [['user,whatever']]);
  assert.deepEqual(around({ hits: { hits: [{ _source: { user: { id: 'u' }, llm: CALL } }] } }), [
    ['user,llm', '_source'],
  ]);
  assert.equal(around({ user: 'u', first: CALL, second: CALL }), undefined);
});

test('wrappers without end are no log', () => {
  let value: unknown = CALL;
  for (let depth = 0; depth < 50; depth++) value = { message: value };
  assert.equal(around(value), undefined);
});
