import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compose } from './grammar.ts';
import { LogRandom } from '../random.ts';

const random = () => new LogRandom(1);

test('rules and alternatives are filled in, nested ones too', () => {
  const grammar = { who: ['the <old|old> {animal}'], animal: ['cat'] };
  assert.equal(compose('{who} sleeps< | >.', grammar, random()), 'the old cat sleeps.');
});

test('empty alternatives leave no double spaces, and articles fit the word after them', () => {
  assert.equal(compose('a < | > {noun} , then', { noun: ['apple'] }, random()), 'an apple, then');
});

test('a rule that does not exist and one that never ends are mistakes', () => {
  assert.throws(() => compose('{nobody}', {}, random()), /there is no rule "nobody"/);
  assert.throws(() => compose('{loop}', { loop: ['x {loop}'] }, random()), /nested too deeply/);
});
