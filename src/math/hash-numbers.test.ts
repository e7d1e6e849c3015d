import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HashNumbers } from './hash-numbers.ts';
import { mix32 } from './hash.ts';

test('hashes are numbered in the order in which they are added, and found again after the table has grown', () => {
  const numbers = new HashNumbers();
  const hashes = [0, 1, 0xffffffff, ...Array.from({ length: 5000 }, (_, n) => mix32(n + 7))];
  hashes.forEach((hash, number) => {
    assert.equal(numbers.find(hash), -1);
    assert.equal(numbers.add(hash), number);
  });
  hashes.forEach((hash, number) => assert.equal(numbers.find(hash), number));
  assert.deepEqual([...numbers.hashes.subarray(0, numbers.count)], hashes);
  assert.equal(numbers.find(mix32(6000)), -1);
});

test('hashes that meet in one place of the table are kept apart, also at its end', () => {
  // A table that is half full has such hashes, wherever the secret of the thread puts them.
  for (let table = 0; table < 200; table++) {
    const hashes = Array.from({ length: 31 }, (_, n) => mix32(31 * table + n));
    const numbers = new HashNumbers(20);
    for (const hash of hashes) numbers.add(hash);
    hashes.forEach((hash, number) => assert.equal(numbers.find(hash), number));
  }
});
