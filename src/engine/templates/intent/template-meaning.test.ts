import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meaningOf } from './template-meaning.ts';

test('a template is what its prompts have in common, and what that asks for', () => {
  const meaning = meaningOf([
    'Translate this sentence into French:\nThe ship is late.',
    'Translate this sentence into French:\nNobody saw the light.',
  ]);
  assert.ok(meaning);
  assert.deepEqual(meaning.parts[0], { text: 'Translate this sentence into French:\n' });
  assert.equal(meaning.intent.intents.length, 3);
});

test('without prompts nothing is known', () => {
  assert.equal(meaningOf([]), undefined);
});
