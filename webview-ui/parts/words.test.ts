import assert from 'node:assert/strict';
import { test } from 'node:test';
import { t } from './words.ts';

test('a label is shown in the language of the page, and as it stands where the page has no word for it', () => {
  const words = { Accounts: 'Konten', broken: 7 };
  Object.assign(globalThis, { document: { body: { dataset: { words: JSON.stringify(words) } } } });
  assert.equal(t('Accounts'), 'Konten');
  assert.equal(t('Templates'), 'Templates');
  assert.equal(t('broken'), 'broken');
  assert.equal(t('constructor'), 'constructor');
});
