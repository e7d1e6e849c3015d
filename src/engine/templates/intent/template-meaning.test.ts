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
  assert.equal(meaning.intent?.intents.length, 3);
});

test('without prompts nothing is known', () => {
  assert.equal(meaningOf([]), undefined);
});

test('a template of pictures with hardly a word asks for nothing that is read', () => {
  const picture = (letter: string): string => `[picture ${letter.repeat(40)}]`;
  const meaning = meaningOf([`hi\n${picture('a')}\n${picture('b')}`, `hi\n${picture('a')}\n${picture('c')}`], ['x']);
  assert.ok(meaning);
  assert.equal(meaning.intent, undefined);
  assert.match(JSON.stringify(meaning.parts), /picture aaaa/);
  const asked = 'Grade the drawing from 1 to 5 for its lines and for its colours.';
  assert.equal(meaningOf([`${asked}\n${picture('a')}`, `${asked}\n${picture('b')}`])?.intent?.intents.length, 3);
});
