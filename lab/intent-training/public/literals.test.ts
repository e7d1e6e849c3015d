import assert from 'node:assert/strict';
import { test } from 'node:test';
import { literalsOf } from './literals.ts';

const texts = (source: string, comments: '#' | '//') => literalsOf(source, comments).map(({ text }) => text);

test('strings of Python that follow one another are one, and comments are none', () => {
  assert.deepEqual(texts('# it\'s "nothing"\nX = ("You are " \n  f"a {kind}.\\n")\ny = """two\nlines"""', '#'), [
    'You are a {kind}.\n',
    'two\nlines',
  ]);
});

test('a slot of a template of JavaScript is named after the last word of its expression', () => {
  assert.deepEqual(texts('const p = `Say ${user.name} and ${f({ a: 1 })}.` // "no"', '//'), ['Say {name} and {1}.']);
});

test('an apostrophe that nothing closes on its line ends there', () => {
  assert.deepEqual(texts("don't\nX = 'yes'", '#').filter(Boolean), ['yes']);
});
