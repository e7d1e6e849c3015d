import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { alikePairs, differences } from './similar.ts';

test('the same question under two accounts is found, whatever its marks, and never under one account', () => {
  const texts = [
    { account: 'a', text: 'What is the boiling point of water at 2 km?' },
    { account: 'b', text: 'Name three rivers of France.' },
    { account: 'c', text: 'what is the boiling point of water at 3 km' },
    { account: 'a', text: 'What is the boiling point of water at 2 km?' },
  ];
  assert.deepEqual(
    alikePairs(texts, 0.5, 5).map(({ one, other }) => [one, other]),
    [[0, 2]],
  );
});

test('texts that have only a word or two are alike by chance and make no pair', () => {
  const texts = [
    { account: 'a', text: 'yes' },
    { account: 'b', text: 'yes' },
  ];
  assert.deepEqual(alikePairs(texts, 0.5, 5), []);
});

test('a difference between two questions is marked, and nothing else', () => {
  const [left, right] = differences('Grade the answer of pupil 12 now', 'Grade the answer of pupil 13 now');
  assert.deepEqual(left, [
    { text: 'Grade the answer of pupil ', differs: false },
    { text: '12 ', differs: true },
    { text: 'now', differs: false },
  ]);
  assert.deepEqual(
    right.filter(({ differs }) => differs),
    [{ text: '13 ', differs: true }],
  );
});

test('the pieces of a text are the text', () => {
  const words = fc
    .array(fc.constantFrom('a', 'b', 'c ', ' ', '\n', 'word'), { maxLength: 40 })
    .map((all) => all.join(' '));
  fc.assert(
    fc.property(words, words, (one, other) => {
      const [left, right] = differences(one, other);
      assert.equal(left.map(({ text }) => text).join(''), one);
      assert.equal(right.map(({ text }) => text).join(''), other);
    }),
  );
});
