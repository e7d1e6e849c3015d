import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forget, Memo } from './memo.ts';

test('a memo knows what it was told of each thing, or of one alone, until all is forgotten', () => {
  const [memo, other] = [new Memo<object, number | null>(), new Memo<object, string>()];
  const [a, b] = [{}, {}];
  memo.set(a, 1);
  memo.set(b, null);
  other.set(a, 'one');
  assert.deepEqual([memo.get(a), memo.get(b), memo.get({})], [1, null, undefined]);
  memo.setOnly(b, 2);
  assert.deepEqual([memo.get(a), memo.get(b)], [undefined, 2]);
  forget();
  assert.deepEqual([memo.get(b), other.get(a)], [undefined, undefined]);
});
