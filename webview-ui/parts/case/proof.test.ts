import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LineRef } from '../../../src/protocol/view-model.ts';
import { repeated } from './proof.ts';

const lines = [0, 1, 2, 3, 4, 5].map((offset): LineRef => ({ file: 'a.jsonl', line: offset + 1, offset, length: 1 }));

test('the prompt with its answers is the one that is sent most, and not the one that stands beside it as a quote', () => {
  const asked = ['a', 'a', 'a', 'b', 'b', undefined];
  assert.deepEqual(repeated(lines, asked, []), [0, 1, 2]);
  assert.deepEqual(repeated(lines, asked, [lines[1]!]), [3, 4]);
});

test('a prompt that stands beside it is shown where no other is repeated, and none where nothing is', () => {
  assert.deepEqual(repeated(lines, ['a', 'a', 'b'], [lines[0]!]), [0, 1]);
  assert.deepEqual(repeated(lines, ['a', 'b', undefined, undefined], []), []);
});
