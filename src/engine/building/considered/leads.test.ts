import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MONDAY } from '../../../../test/fixtures/requests.ts';
import { accountProfiles } from '../../accounts/account-profiles.ts';
import { newRecord } from '../../../reader/records/fields/request.ts';
import { RequestTable } from '../../table/request-table.ts';
import type { Lead } from '../../../report/shape/report.ts';
import { leadTexts } from '../../../text/blind/blind-log.ts';
import { leadsOf } from './leads.ts';

function leads(sent: readonly (readonly [account: string, address: string])[]): Lead[] {
  const table = new RequestTable();
  sent.forEach(([value, address], n) => {
    const location = { source: 0, line: n + 1, offset: 100 * n, length: 99 };
    table.add({ ...newRecord('x'), time: MONDAY + n, account: { value, kind: 'key' }, address }, location);
  });
  const finished = table.finish();
  return leadsOf({ table: finished, profiles: accountProfiles(finished, new Map()) });
}

const alone = Array.from({ length: 60 }, (_, n) => [`key-${n}`, `10.0.0.${n}`] as const);
const pool = (name: string, accounts: number, addresses: number): [string, string][] =>
  Array.from({ length: 3 * accounts }, (_, n) => [
    `${name}-${n % accounts}`,
    `192.0.2.${name}${(n + Math.floor(n / accounts)) % addresses}`,
  ]);

test('accounts that are the only users of the addresses they share are a lead, the most accounts an address first', () => {
  const found = leads([...alone, ...pool('a', 8, 4), ...pool('b', 10, 1)]);
  assert.deepEqual(
    found.map(({ size, shared, requests, accounts }) => [size, shared, requests, accounts[0]]),
    [
      [10, 1, 30, 'b-0'],
      [8, 4, 24, 'a-0'],
    ],
  );
});

test('several leads say once what to do and that they accuse nobody', () => {
  assert.deepEqual(leadTexts(leads([...alone, ...pool('a', 8, 4), ...pool('b', 10, 1)])), [
    '10 accounts are the only users of 1 address they share (192.0.2.b0), with 30 requests: b-0, b-1, b-2 and 7 more.',
    '8 accounts are the only users of 4 addresses they share (192.0.2.a0, 192.0.2.a1, 192.0.2.a2 and 1 more), with 24 requests: a-0, a-1, a-2 and 5 more.',
    'Turn on prompt logging for these first. Offices and classes look like this too: it is not an accusation.',
  ]);
  assert.deepEqual(leadTexts([]), []);
});

test('few accounts, and what most of a log has in common, lead nowhere', () => {
  assert.deepEqual(leads([...alone, ...pool('c', 4, 1)]), []);
  assert.deepEqual(leads([...alone, ...pool('d', 40, 1)]), [], 'the proxy of the log itself');
  assert.deepEqual(leads(alone.map(([account]) => [account, ''])), []);
});
