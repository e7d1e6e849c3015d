import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HashCache } from './hash-cache.ts';

test('values are found by their hash, the one set last', () => {
  const values = new HashCache<string>(10);
  values.set(2 ** 52 + 1, 'a');
  values.set(7, 'b');
  values.set(7, 'c');
  assert.deepEqual([values.get(2 ** 52 + 1), values.get(7), values.get(8)], ['a', 'c', undefined]);
});

test('when there are too many, all are forgotten but the new one', () => {
  const values = new HashCache<number>(2000);
  for (let hash = 1; hash <= 2001; hash++) values.set(hash, hash);
  assert.deepEqual([values.get(1), values.get(2000), values.get(2001)], [undefined, undefined, 2001]);
});
