import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { promptNumbers } from './prompt-numbers.ts';

const numbersOf = (texts: readonly (readonly [number, number])[]): number[] => [
  ...promptNumbers(
    { system: Uint32Array.from(texts, ([system]) => system), user: Uint32Array.from(texts, ([, user]) => user) },
    texts.length,
    Math.max(0, ...texts.flat()) + 1,
  ),
];

test('a text as system prompt, as message and with another are three prompts', () => {
  assert.deepEqual(
    numbersOf([
      [7, 0],
      [0, 7],
      [7, 7],
      [0, 7],
      [7, 0],
      [7, 8],
      [7, 7],
    ]),
    [0, 1, 2, 1, 0, 3, 2],
  );
});

test('prompts are numbered in the order of their first rows, and equal ones alone share a number', () => {
  const text = fc.nat(4);
  const prompt = fc.tuple(text, text);
  fc.assert(
    fc.property(fc.array(prompt), (texts) => {
      const different = [...new Set(texts.map(String))];
      assert.deepEqual(
        numbersOf(texts),
        texts.map((pair) => different.indexOf(String(pair))),
      );
    }),
  );
});
