import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountsText, english, requestsText } from './speech.ts';

test('a text is filled in, and what is filled in fills in nothing itself', () => {
  assert.equal(english('{1} of {0}', 'a {1}', 3), '3 of a {1}');
  assert.equal(english('{0} and {1}', 'one'), 'one and {1}', 'what is missing shows');
});

test('accounts and requests are counted in the reader’s words', () => {
  assert.deepEqual(
    [1, 2, 1200].map((n) => accountsText(n, english)),
    ['1 account', '2 accounts', '1,200 accounts'],
  );
  assert.deepEqual(
    [1, 1685].map((n) => requestsText(n, english)),
    ['1 request', '1,685 requests'],
  );
  assert.equal(
    accountsText(2, (text, ...filled) => english(text.replace('accounts', 'Konten'), ...filled)),
    '2 Konten',
  );
});
