import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CountingFilter } from './counting-filter.ts';

test('hashes are counted up to three, never too low', () => {
  const counts = new CountingFilter(1000);
  const hashes = Array.from({ length: 1000 }, (_, n) => Math.imul(n + 1, 0x85ebca6b) >>> 0);
  hashes.forEach((hash, n) => {
    for (let time = 0; time < n % 6; time++) counts.add(hash);
  });
  hashes.forEach((hash, n) => assert.ok(counts.count(hash) >= Math.min(3, n % 6) && counts.count(hash) <= 3));
  const exact = hashes.filter((hash, n) => counts.count(hash) === Math.min(3, n % 6)).length;
  assert.ok(exact > 500, 'there is room to tell most of them apart');
});

test('neighbouring cells keep their counts', () => {
  const counts = new CountingFilter(0);
  // Multiplied back, so that the cells are the first ones.
  const inverse = 0x0e8b2f51;
  const [a, b] = [Math.imul(1 << 22, inverse) >>> 0, Math.imul(2 << 22, inverse) >>> 0];
  for (let time = 0; time < 5; time++) counts.add(a);
  assert.deepEqual([counts.count(a), counts.count(b)], [3, 0]);
  counts.add(b);
  assert.deepEqual([counts.count(a), counts.count(b)], [3, 1]);
});
