import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BUCKETS } from './intent-features.ts';
import { packGaps, unpackModel } from './intent-model.ts';

function packed(buckets: readonly number[]) {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return {
    corpus: '',
    temperature: 1,
    bias: [0, 0],
    steps: [0.5, 0.5],
    idfStep: 0.1,
    idfUnseen: 9,
    buckets: base64(packGaps(buckets)),
    idf: base64(Uint8Array.from(buckets, (_, row) => 10 + row)),
    weights: base64(Uint8Array.from(buckets.flatMap(() => [1, 255]))),
  };
}

test('buckets keep their rows, weights their signs and unseen buckets the largest idf', () => {
  const buckets = [0, 1, 130, 20_000, BUCKETS - 1];
  const model = unpackModel(packed(buckets));
  assert.deepEqual(
    buckets.map((bucket) => model.rows[bucket]),
    [0, 1, 2, 3, 4],
  );
  assert.equal(model.rows[2], -1);
  assert.equal(model.weights[1], -1);
  assert.ok(Math.abs(model.idf[130]! - 1.2) < 1e-6);
  assert.equal(model.idf[131], 9);
});

test('a bucket beyond the table is refused, not dropped', () => {
  assert.throws(() => unpackModel(packed([BUCKETS])), RangeError);
});
