import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HashIndex } from './hash-index.ts';
import { Random } from './random.ts';

for (const times of [1, 2, 13])
  test(`items are found by their keys after the index has grown for ${times} times as many`, () => {
    const random = new Random(times);
    const keys = [
      0,
      1,
      2,
      2 ** 53 - 1,
      ...Array.from({ length: 5000 }, () => random.below(2 ** 21) * 2 ** 32 + random.below(2 ** 32)),
    ];
    const index = new HashIndex();
    keys.forEach((key, item) => {
      assert.equal(index.find(key, keys), -1);
      index.add(item, key, times);
    });
    index.prefetch(keys, keys.length - 3);
    keys.forEach((key, item) => assert.equal(index.find(key, keys), item));
    assert.equal(index.find(3, keys), -1);
  });

test('keys of which 32 bits of the hash are one are kept apart', () => {
  // Among so many are some dozen such pairs, whatever the secret of the thread.
  const random = new Random(32);
  const keys = Array.from({ length: 300_000 }, () => random.below(2 ** 21) * 2 ** 32 + random.below(2 ** 32));
  const index = new HashIndex(keys.length);
  keys.forEach((key, item) => index.add(item, key));
  assert.ok(keys.every((key, item) => index.find(key, keys) === item));
});

test('an index that was cleared finds nothing and takes other items', () => {
  const keys = Array.from({ length: 3000 }, (_, item) => 7 * item);
  const index = new HashIndex();
  keys.forEach((key, item) => index.add(item, key));
  index.clear();
  assert.ok(keys.every((key) => index.find(key, keys) === -1));
  keys.forEach((key, item) => index.add(item, key));
  keys.forEach((key, item) => assert.equal(index.find(key, keys), item));
});
