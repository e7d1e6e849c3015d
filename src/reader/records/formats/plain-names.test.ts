import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inPlainNames } from './plain-names.ts';
import { words } from '../../../schema/words.ts';

test('names of .NET, warehouses, headers and spreadsheets become those of programs', () => {
  const value = {
    UserId: 1,
    CLIENT_IP: 2,
    'request-body': 3,
    'response.body': 4,
    'User Name': 5,
    IPAddress: 6,
    APIKey: 7,
  };
  assert.deepEqual(
    Object.keys(inPlainNames(value)),
    words('user_id client_ip request_body response_body user_name ip_address api_key'),
  );
});

test('names are changed in messages too, and what callers name as they like stays', () => {
  const tools = [{ Name: 'Look-Up' }];
  assert.deepEqual(inPlainNames({ Request: { Messages: [{ Role: 'user', Content: 'Say A-B.' }], Tools: tools } }), {
    request: { messages: [{ role: 'user', content: 'Say A-B.' }], tools },
  });
});

test('a record in plain names is left as it is, and the first of two names counts', () => {
  const value = { userId: 1, '@timestamp': 2, _id: 3, inner: { Name: 4 } };
  assert.equal(inPlainNames(value), value);
  assert.deepEqual(inPlainNames({ user_id: 1, UserId: 2, __proto__x: 3, ['__proto__']: 4 }), {
    user_id: 1,
    __proto__x: 3,
    ['__proto__']: 4,
  });
});
