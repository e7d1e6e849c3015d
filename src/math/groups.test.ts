import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupsOf } from './groups.ts';

test('values come by group in the order in which they came, and groups without any are empty', () => {
  const groups = groupsOf(Uint32Array.of(2, 0, 2, 0, 2), Float64Array.of(5, 4, 3, 2, 1), 4);
  assert.deepEqual(
    groups.map((values) => [...values]),
    [[4, 2], [], [5, 3, 1], []],
  );
});
