import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../math/random.ts';
import { SharedClauses } from './shared-clauses.ts';

test('a clause of several texts is never taken for one of a single text, and has the most letters that were told', () => {
  const random = new Random('shared-clauses');
  const hashes = Array.from({ length: 5000 }, () => random.below(2 ** 32));
  const shared = new SharedClauses(hashes.length);
  hashes.forEach((hash, n) => shared.add(hash, 5 + (n % 9)));
  const alone = hashes.filter((hash) => shared.lettersOf(hash) === 0).length;
  assert.ok(alone > 0.8 * hashes.length, `${alone} are told from the others`);
  // As a column of signed numbers has them.
  hashes.slice(0, 100).forEach((hash) => shared.add(hash | 0, 200));
  for (const hash of hashes.slice(0, 100)) assert.equal(shared.lettersOf(hash), 200);
  shared.add(hashes[0]!, 7);
  assert.equal(shared.lettersOf(hashes[0]!), 200);
});
