import assert from 'node:assert/strict';
import test from 'node:test';
import { newRecord } from './request.ts';
import { accountFrom, chooseAccount, chooseWeakAccount, hideKey, nameOf, type IdentityFields } from './identity.ts';

function accountOf(fields: IdentityFields): string | undefined {
  const record = newRecord('test');
  chooseAccount(record, fields);
  return record.account && `${record.account.kind} ${record.account.value}`;
}

test('the account is the first field in the documented order that says something', () => {
  const all = { key: 'k', user: 'u', 'end-user': 'e', principal: 'p', project: 'j' };
  assert.equal(accountOf(all), 'key k');
  assert.equal(accountOf({ ...all, key: null }), 'user u');
  assert.equal(accountOf({ ...all, key: '', user: 'None' }), 'end-user e');
  assert.equal(accountOf({ ...all, key: '-', user: 'anonymous', 'end-user': 'default_user_id' }), 'principal p');
  assert.equal(accountOf({ project: 'j' }), 'project j');
  assert.equal(accountOf({ user: 'NULL', project: ' ' }), undefined);
});

test('a missing account is never invented: it becomes the address with its program, then the file', () => {
  const record = newRecord('test');
  record.address = '192.0.2.1';
  record.userAgent = 'curl';
  chooseWeakAccount(record, 'a.jsonl');
  assert.deepEqual(record.account, { value: '192.0.2.1 curl', kind: 'address' });
  const bare = newRecord('test');
  chooseWeakAccount(bare, 'a.jsonl');
  assert.deepEqual(bare.account, { value: 'a.jsonl', kind: 'file' });
});

test('a key that still opens something is never kept, its hash stays as it is', () => {
  const hash = '88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b';
  assert.equal(hideKey(hash), hash);
  for (const key of ['sk-live-123', 'Bearer abc', 'AIzaSy123', 'hf_123', 'eyJhbGciOi']) {
    assert.match(hideKey(key), /^key-[0-9a-f]{12}$/, key);
  }
  assert.equal(hideKey('Bearer sk-live-123'), hideKey('sk-live-123'), 'one key, one account');
  assert.notEqual(hideKey('sk-live-123'), hideKey('sk-live-124'));
});

test('a token in the place of a name is kept by its digest', () => {
  assert.match(nameOf('x'.repeat(5000))!, /^key-/);
  assert.equal(nameOf(17), '17');
  assert.equal(nameOf({}), undefined);
});

test('a person may choose the field that names the account', () => {
  const value = {
    customer: { id: 'c1', 'a.b': 'c2' },
    metadata: '{"team":"c3"}',
    token: 'sk-secret-secret',
    empty: '-',
  };
  const from = (field: string): string | undefined => {
    const record = newRecord('test');
    chooseAccount(record, { key: 'k1', user: 'u1' });
    record.endUser = 'e1';
    record.session = 's1';
    record.organisation = 'o1';
    accountFrom(record, field, [undefined, value]);
    return record.account?.value;
  };
  assert.deepEqual(
    ['key', 'user', 'end-user', 'session', 'organisation', 'customer.id', 'customer.a.b', 'metadata.team'].map(from),
    ['k1', 'u1', 'e1', 's1', 'o1', 'c1', 'c2', 'c3'],
  );
  assert.deepEqual(['address', 'missing', 'empty', 'customer', '__proto__.x'].map(from), [
    'k1',
    'k1',
    'k1',
    'k1',
    'k1',
  ]);
  assert.match(from('token') ?? '', /^key-[0-9a-f]{12}$/, 'a live key is never kept');
});

test('an account is what its bytes say: spaces at the ends of a name make another account', () => {
  for (const name of ['acme-prod', ' acme-prod', 'acme-prod ', 'acme-prod\n'])
    assert.equal(accountOf({ user: name }), `user ${name}`);
  for (const nobody of [' ', ' null ', 'None\n', ' '.repeat(300)]) assert.equal(accountOf({ user: nobody }), undefined);
});
