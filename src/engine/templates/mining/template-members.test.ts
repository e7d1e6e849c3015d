import assert from 'node:assert/strict';
import { test } from 'node:test';
import { membersOf } from './template-members.ts';

test('members come by template, both ascending, without those of none', () => {
  const members = [...membersOf(Int32Array.of(4, -1, 0, 4, -1, 2, 0))];
  assert.deepEqual(
    members.map(([number, prompts]) => [number, [...prompts]]),
    [
      [0, [2, 6]],
      [2, [5]],
      [4, [0, 3]],
    ],
  );
});

test('without templates there are none', () => {
  assert.deepEqual([...membersOf(Int32Array.of(-1, -1))], []);
  assert.deepEqual([...membersOf(new Int32Array(0))], []);
});
