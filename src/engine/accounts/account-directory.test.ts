import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDirectory } from './account-directory.ts';

const HEADER = 'account,created_at,org,payment_fingerprint,signup_ip,email_domain,country';
const parse = (text: string) => parseDirectory(text, 'accounts.csv');

test('columns that detectors read are kept, and no others', () => {
  const entries = parse(`${HEADER}\nk1,2026-05-04T00:00:00Z,Acme,pay1,10.0.0.1,acme.example,DE\n`);
  assert.deepEqual(entries.get('k1'), {
    createdAt: Date.UTC(2026, 4, 4),
    organisation: 'Acme',
    payment: 'pay1',
    address: '10.0.0.1',
  });
});

test('the country is never evidence: nothing of it is kept', () => {
  assert.doesNotMatch(JSON.stringify([...parse(`${HEADER}\nk1,,,,,,Atlantis`)]), /Atlantis/);
});

test('columns may come in any order, in capitals, and all but the account may be absent', () => {
  assert.deepEqual([...parse('Org , ACCOUNT\nAcme,k1')], [['k1', { organisation: 'Acme' }]]);
  assert.deepEqual([...parse('account\nk1')], [['k1', {}]]);
});

test('empty cells and unreadable dates are unknown, not empty values', () => {
  assert.deepEqual(parse(`${HEADER}\nk1,some day,, ,,,`).get('k1'), {});
});

test('a byte order mark, line ends of Windows and blank lines do not matter', () => {
  assert.deepEqual(
    [...parse('\uFEFFaccount,org\r\nk1,Acme\r\n\r\nk2,\r\n')],
    [
      ['k1', { organisation: 'Acme' }],
      ['k2', { isAlone: true }],
    ],
  );
});

test('who belongs to no organisation is no key of a firm where the directory names organisations, and nobody is told to be elsewhere', () => {
  const alone = (text: string): boolean[] => [...parse(text).values()].map(({ isAlone }) => isAlone === true);
  assert.deepEqual(alone('account,org\nk1,Acme\nk2,\n'), [false, true]);
  assert.deepEqual(alone('account,org\nk1,\nk2,\n'), [false, false]);
});

test('quoted cells may hold commas and doubled quotes', () => {
  assert.equal(parse('account,org\nk1,"Acme, ""Ltd"""').get('k1')?.organisation, 'Acme, "Ltd"');
});

test('a quoted cell may go over lines, and lines are counted on behind it', () => {
  assert.equal(parse('account,org\nk1,"Acme\nLtd"\n').get('k1')?.organisation, 'Acme\nLtd');
  assert.throws(() => parse('account,org\nk1,"Acme\nLtd"\nk2\n'), /^Error: accounts\.csv:4: this row has 1 cell,/);
});

test('a row with another number of cells is named with file and line', () => {
  assert.throws(() => parse('account,org\nk1,Acme\n\nk2,a,b\n'), {
    message: 'accounts.csv:4: this row has 3 cells, but the header has 2.',
  });
  assert.throws(() => parse('account,org\nk1'), /^Error: accounts\.csv:2: this row has 1 cell,/);
});

test('a file without an account column is refused, also an empty one', () => {
  for (const text of ['', 'id,org\nk1,Acme', '{"account":"k1"}'])
    assert.throws(() => parse(text), /^Error: accounts\.csv:1: .*"account"/);
});
