import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explanationOf } from './explanation-of.ts';

test('who the accounts are tells what is innocent about them, and whoever is not listed is an ordinary user', () => {
  assert.deepEqual(
    ['relay reseller', 'byok:zotero', 'classroom', 'key pool', 'coding_agent:cc', ''].map(explanationOf),
    ['relay', 'product', 'commons', 'pool', 'ordinary', 'ordinary'],
  );
});
