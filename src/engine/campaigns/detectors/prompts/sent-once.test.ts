import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableOf } from '../../../../../test/fixtures/requests.ts';
import { sentOnce } from './sent-once.ts';

test('a prompt that came once among the rows is told from one that came again, also three times', () => {
  const table = tableOf(['a', 'b', 'a', 'c', 'a', 'c'].map((user) => ({ user: `${user} and no more` })));
  const told = (...rows: number[]): boolean[] => rows.map(sentOnce(Uint32Array.from(rows), table));
  assert.deepEqual(told(0, 1, 2, 3, 4, 5), [false, true, false, false, false, false]);
  assert.deepEqual(told(0, 1, 3), [true, true, true]);
});

test('the same holds of a few rows among many', () => {
  const table = tableOf(Array.from({ length: 400 }, (_, n) => ({ user: `${n % 40} and no more` })));
  const rows = [3, 43, 5, 83, 99];
  assert.deepEqual(rows.map(sentOnce(Uint32Array.from(rows), table)), [false, false, true, false, true]);
});
