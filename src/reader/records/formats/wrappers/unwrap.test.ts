import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { JsonObject } from '../../fields/json.ts';
import { unwrap, unwrapInferred } from './unwrap.ts';

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

test('fields around a single call are handed on with it, and those beside a list are not', () => {
  assert.deepEqual(around(CALL), [[]]);
  assert.deepEqual(around({ time: 1, message: JSON.stringify(CALL) }), [['time,message']]);
  assert.deepEqual(around({ id: 1, attributes: { time: 1, attributes: CALL } }), [
    ['time,attributes', 'id,attributes'],
  ]);
  assert.deepEqual(around({ time: 1, events: [{ at: 2, message: CALL }, CALL] }), [['at,message'], []]);
});

test('a call as text is found in lines of journald and of Azure diagnostics', () => {
  const text = JSON.stringify(CALL);
  assert.deepEqual(around({ __REALTIME_TIMESTAMP: '1', MESSAGE: text }), [['__REALTIME_TIMESTAMP,MESSAGE']]);
  const record = { resourceId: '/X', category: 'LlmCalls', properties: text };
  assert.deepEqual(around(record), [['resourceId,category,properties']]);
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

test('calls are found in base64, packed or not, and under topics', () => {
  const packed = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');
  assert.deepEqual(around({ topic: 't', value: packed(CALL) }), [['topic,value']]);
  assert.deepEqual(around({ topic: 't', value: Buffer.from(JSON.stringify(CALL, null, 2)).toString('base64url') }), [
    ['topic,value'],
  ]);
  assert.deepEqual(
    around({ eventSource: 'aws:kafka', records: { 't-0': [{ offset: 1, value: packed(CALL) }], 't-1': [] } }),
    [['offset,value']],
  );
  const data = gzipSync(JSON.stringify({ logEvents: [{ id: 1, message: JSON.stringify(CALL) }] })).toString('base64');
  assert.deepEqual(around({ awslogs: { data } }), [['id,message']]);
  assert.deepEqual(around({ Records: [{ kinesis: { sequenceNumber: '1', data } }] }), [['id,message']]);
  // Neither is what it looks like, and one is a bomb.
  for (const value of ['eyJhbGciOiJub25lIn0', 'H4sIAAAA', gzipSync(Buffer.alloc(64 << 20, 0x20)).toString('base64')])
    assert.equal(around({ topic: 't', value }), undefined);
});

test('a call is handed on once, however its wrapper is written and whatever stands beside it', () => {
  for (const name of ['logs', 'Logs', 'Records', 'calls']) {
    let calls = 0;
    unwrap({ Since: 1, [name]: [CALL, { nothing: 'known' }] }, () => {
      calls++;
    });
    assert.equal(calls, 1, name);
  }
});

test('the meaning of a record is asked only of one that says when and by whom', () => {
  const isCall = (record: JsonObject): boolean => unwrapInferred(record, () => undefined, 100);
  const said = { human: 'Why?', ai: 'Because.' };
  assert.ok(isCall({ ts: 1777881600, user_id: 'u', ...said }));
  assert.ok(!isCall({ ts: 1777881600, ...said }));
  assert.ok(!isCall({ user_id: 'u', ...said }));
  assert.ok(!isCall({ ts: 1777881600, user_id: 'u', human: 'Why?' }));
  assert.equal(
    unwrap({ ts: 1777881600, user_id: 'u', ...said }, () => undefined),
    false,
  );
});
