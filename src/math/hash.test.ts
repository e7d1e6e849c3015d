import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { combine32, hash32, join53, mix32, sha53 } from './hash.ts';

test('hashes are whole numbers in their range and never 0, which means "no text"', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer(), (text, seed) => {
      for (const [hash, limit] of [
        [hash32(text, seed), 2 ** 32],
        [sha53(`${seed} ${text}`), 2 ** 53],
        [combine32(hash32(text), seed), 2 ** 32],
      ] as const) {
        assert.ok(Number.isInteger(hash) && hash > 0 && hash < limit, `${hash}`);
      }
    }),
  );
  assert.ok(join53(0, 0) > 0);
});

test('a hash that is kept is made of the first bytes of SHA-256, the lowest first', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const digest = createHash('sha256').update(text).digest();
      assert.equal(sha53(text), Number(digest.readBigUInt64LE() & ((1n << 53n) - 1n)));
    }),
  );
});

test('hashes do not change between versions: saved ids depend on them', () => {
  assert.deepEqual([hash32(''), hash32('prompt'), hash32('prompt', 1)], [3954623016, 45065530, 4040620815]);
  assert.equal(sha53('prompt'), 3152172298078159);
});

test('a hundred thousand texts that differ in one number have different 53-bit hashes', () => {
  const hashes = new Set(Array.from({ length: 100_000 }, (_, i) => sha53(`Question ${i}: what comes next?`)));
  assert.equal(hashes.size, 100_000);
});

test('32-bit hashes of like texts collide no more often than chance allows', () => {
  const hashes = new Set(Array.from({ length: 100_000 }, (_, i) => hash32(`account-${i}`)));
  // n^2 / 2^33 = 1.2 collisions are expected; ten or more have a chance below one in a million.
  assert.ok(100_000 - hashes.size < 10, `${100_000 - hashes.size} collisions`);
});

test('the order of texts, and of joined hashes, matters', () => {
  assert.notEqual(hash32('ab'), hash32('ba'));
  assert.notEqual(combine32(1, 2), combine32(2, 1));
  assert.notEqual(join53(1, 2), join53(2, 1));
});

test('mixing loses nothing: different numbers stay different', () => {
  assert.equal(new Set(Array.from({ length: 65_536 }, (_, i) => mix32(i))).size, 65_536);
});
