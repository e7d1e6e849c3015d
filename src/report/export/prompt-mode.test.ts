import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportReport, FIXED_TEXT, SLOT_TEXT } from '../../../test/fixtures/export-case.ts';
import { type PromptMode, withPrompts } from './prompt-mode.ts';

const textOf = (mode: PromptMode): string => JSON.stringify(withPrompts(exportReport(), mode).templates);

test('full keeps all text', () => {
  assert.ok(textOf('full').includes(SLOT_TEXT) && textOf('full').includes(FIXED_TEXT));
});

test('redacted keeps what prompts have in common and nothing of a single one', () => {
  assert.ok(textOf('redacted').includes(FIXED_TEXT));
  assert.ok(!textOf('redacted').includes(SLOT_TEXT));
  assert.ok(textOf('redacted').includes(`[${SLOT_TEXT.length} characters]`));
});

test('hashed shows no word, and equal text has equal hashes', () => {
  assert.doesNotMatch(textOf('hashed'), /examiner|Lovelace|"grade"/);
  const hashes = [...textOf('hashed').matchAll(/sha256:[0-9a-f]{64}/g)];
  assert.ok(hashes.length > 3);
  assert.equal(textOf('hashed'), textOf('hashed'));
});

test('none keeps no text and no hash', () => {
  assert.doesNotMatch(textOf('none'), /examiner|Lovelace|"grade"|sha256/);
});
