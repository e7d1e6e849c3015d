import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLog } from '../../../../test/harness/read-log.ts';

type Fields = Record<string, unknown>;

const CALL = { request: { model: 'm', messages: [{ role: 'user', content: 'Why?' }] }, response: 'Because.' };

/** Kind and name of the account of a call with these fields beside it. */
function accountOf(fields: Fields): string {
  const { requests } = readLog(JSON.stringify({ time: '2026-05-04T00:00:00Z', ...fields, ...CALL }));
  assert.equal(requests.length, 1, JSON.stringify(fields));
  return `${requests[0]?.account?.kind} ${requests[0]?.account?.value}`;
}

test('who called and from where is found around a call, too', () => {
  const { requests } = readLog(
    JSON.stringify({ client: { ip: '203.0.113.9:51234' }, actor: { id: 'ann' }, call: CALL }),
  );
  assert.deepEqual([requests[0]?.account?.value, requests[0]?.address], ['ann', '203.0.113.9']);
});

test('an address is found in the objects in which loggers keep the other side of a connection', () => {
  const addressOf = (fields: Fields): string | undefined =>
    readLog(JSON.stringify({ ...fields, ...CALL })).requests[0]?.address;
  const places: Fields[] = [
    { client: { ip: '203.0.113.9' } },
    { httpRequest: { remoteIp: '203.0.113.9' } },
    { network: { client: { ip: '203.0.113.9' } } },
    { requestContext: { identity: { sourceIp: '203.0.113.9' } } },
    { client_ip_address: '203.0.113.9:443' },
  ];
  for (const place of places) assert.equal(addressOf(place), '203.0.113.9', JSON.stringify(place));
  assert.equal(addressOf({ client: { address: '4 Mill Lane' }, source: { ip: 'app.py' } }), undefined);
});

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (claims: Fields, signature = 'c2ln'): string => `${part({ alg: 'HS256' })}.${part(claims)}.${signature}`;

test('a user is found where programs write one', () => {
  const fields: Fields[] = [
    { headers: { 'X-User-Id': 'ann' } },
    { headers: [{ name: 'X-Consumer-Username', value: 'ann' }] },
    { caller: { id: 'ann', ip: '10.0.0.1' } },
    { mdc: { userId: 'ann' } },
    { contextMap: { userId: 'ann' } },
    { jwt: { sub: 'ann' } },
    { userId: { $oid: 'ann' } },
    { user: { user_id: 'ann', name: 'Ann' } },
    { user: { _id: 'x', id: { $oid: 'ann' } } },
    { actor: { type: 'user', id: 'ann', ip: '10.0.0.1' } },
    { usr: { id: 'ann', name: 'Ann' } },
    { principal: 'ann' },
  ];
  for (const one of fields) assert.equal(accountOf(one), 'user ann', JSON.stringify(one));
});

test('a field that says less than the one for the account does not take its place', () => {
  assert.equal(accountOf({ user_id: 'ann', headers: { 'x-user-id': 'svc' }, caller: { id: 'svc' } }), 'user ann');
  assert.equal(accountOf({ api_key_id: 'k-1', headers: { 'x-user-id': 'ann' } }), 'key k-1');
  assert.equal(accountOf({ auth: { key_id: 'k-1' }, actor: { id: 'svc' } }), 'key k-1');
  // A place in a program, and a library: neither says who sends.
  assert.equal(accountOf({ ip: '10.0.0.1', caller: 'gw/h.go:12', client: { name: 'python-sdk' } }), 'address 10.0.0.1');
  assert.equal(accountOf({ ip: '10.0.0.1', headers: { 'x-user-id': 'anonymous' } }), 'address 10.0.0.1');
});

test('the key of a call in a cache gives way to a user; the key of a customer does not', () => {
  assert.equal(accountOf({ key: 'llm:call:17', user_id: 'ann' }), 'user ann');
  assert.equal(accountOf({ key: 'requests/2026/05/17.json', user_id: 'ann' }), 'user ann');
  for (const key of ['customer:17', 'team/alpha', 'sha256:0f3a', 'k-17', 'proj:callisto']) {
    assert.equal(accountOf({ key, user_id: 'svc' }), `key ${key}`);
  }
  assert.equal(accountOf({ key: 'llm:call:17' }), 'key llm:call:17');
});

test('the tokens of one holder are one account, and those of two never', () => {
  const sent = (claims: Fields, signature?: string): string =>
    accountOf({ headers: { Authorization: `Bearer ${token(claims, signature)}` } });
  const long = { name: 'x'.repeat(400) };
  for (const more of [{}, long]) {
    const ann = sent({ sub: 'ann', iss: 'idp', iat: 1, exp: 2, ...more });
    assert.match(ann, /^key key-[0-9a-f]{12}$/);
    assert.equal(sent({ sub: 'ann', iss: 'idp', iat: 5, exp: 6, jti: 'b', ...more }, 'b3RoZXI'), ann);
    assert.equal(sent({ iss: 'idp', ...more, exp: 6, sub: 'ann' }), ann);
    const others = [
      { sub: 'bob', iss: 'idp', ...more },
      { sub: 'ann', iss: 'other', ...more },
      { sub: 'ann', iss: 'idp', customer: 7, ...more },
    ].map((claims) => sent(claims));
    assert.equal(new Set([ann, ...others]).size, 4);
  }
});

test('a token that names no holder stands for itself', () => {
  const sent = (claims: Fields): string => accountOf({ headers: { Authorization: `Bearer ${token(claims)}` } });
  assert.notEqual(sent({ iss: 'idp', iat: 1 }), sent({ iss: 'idp', iat: 2 }));
  assert.notEqual(sent({ sub: '', iat: 1 }), sent({ sub: '', iat: 2 }));
});
