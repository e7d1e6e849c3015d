import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hideSecrets } from './hide-secrets.ts';
import type { RequestRecord } from './request.ts';

const record = (own: Partial<RequestRecord>): RequestRecord => {
  const whole = { format: 'x', ...own } as RequestRecord;
  hideSecrets(whole);
  return whole;
};

test('a key in a user agent and a password in an address are taken out, and are known again', () => {
  const key = `sk-ant-${'aB3'.repeat(8)}`;
  const { userAgent, address } = record({ userAgent: `tool/1.0 (key ${key})`, address: 'https://u:hunter22@10.0.0.1' });
  assert.match(userAgent!, /^tool\/1\.0 \(key ⟨API key [0-9a-f]{8}⟩\)$/);
  assert.match(address!, /^https:\/\/u:⟨password [0-9a-f]{8}⟩@10\.0\.0\.1$/);
  assert.equal(record({ userAgent: `tool/1.0 (key ${key})` }).userAgent, userAgent);
  assert.equal(record({ account: { value: address!, kind: 'address' } }).account?.value, address);
});

for (const kind of ['user', 'end-user', 'principal', 'project', 'address'] as const) {
  test(`a key that stands in the place of the ${kind} is taken out of the account`, () => {
    const { account } = record({ account: { value: `sk-ant-${'aB3'.repeat(8)}`, kind } });
    assert.match(account!.value, /^⟨API key [0-9a-f]{8}⟩$/);
    assert.equal(account!.kind, kind);
  });
}

test('names without a secret stay, and what is missing stays missing', () => {
  const own = { userAgent: 'axios/1.7.7', address: '2001:db8::1', account: { value: 'sk-c1-1', kind: 'key' as const } };
  assert.deepEqual(record(own), { format: 'x', ...own });
});
