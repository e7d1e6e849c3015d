import assert from 'node:assert/strict';
import test from 'node:test';
import { newRecord } from '../fields/request.ts';
import { readSender } from './surroundings.ts';
import { readWebLine } from './web-line.ts';

function senderOf(row: Readonly<Record<string, unknown>>): string | undefined {
  const record = newRecord('test');
  readSender(row, undefined, record);
  return record.account?.value;
}

test('who sends is found in objects for somebody inside of other objects', () => {
  assert.equal(senderOf({ context: { auth: { user_id: 'u-1' } } }), 'u-1');
  assert.equal(senderOf({ session: { id: 's-1', user: { id: 'u-2' } } }), 'u-2');
  assert.equal(senderOf({ tenant: { account: { id: 'a-3' } } }), 'a-3');
  assert.equal(senderOf({ requestContext: { requestId: 'r', authorizer: { claims: { sub: 'u-4' } } } }), 'u-4');
});

test('the id of a session, of a request or of an app is nobody', () => {
  assert.equal(senderOf({ session: { id: 's-1' } }), undefined);
  assert.equal(senderOf({ requestContext: { requestId: 'r-1', id: 'r-1' } }), undefined);
  assert.equal(senderOf({ requestContext: { authorizer: { claims: { client_id: 'app', sub: 'u-1' } } } }), 'u-1');
  assert.equal(senderOf({ model: { user: { id: 'u-1' } } }), undefined);
});

test('a web server says before a body who asked and how it ended', () => {
  const record = newRecord('test');
  const line = '::ffff:192.0.2.9 - ann [04/May/2026:08:00:00 +0000] "POST /v1/messages HTTP/1.1" 429 8 "-" "client/1" ';
  readWebLine(line, record);
  const { account, address, userAgent, status } = record;
  assert.deepEqual([account?.value, address, userAgent, status], ['ann', '192.0.2.9', 'client/1', 'error']);
});
