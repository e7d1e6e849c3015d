import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hash53 } from '../../../math/hash.ts';
import { Random } from '../../../math/random.ts';
import { DocumentSample, RANGE } from './document-sample.ts';

/** Documents that are named so often, some far more than others. */
function named(random: Random, documents: number, times: number): Float64Array {
  const at = (): number => Math.floor(documents * random.next() ** (1 + 3 * random.next()));
  return Float64Array.from({ length: times }, () => (random.chance(0.1) ? 0 : hash53(`https://kb.example/${at()}`)));
}

const sampleOf = (keys: Float64Array, most: number): DocumentSample => {
  const sample = new DocumentSample(most);
  keys.forEach((key) => sample.add(key));
  return sample;
};

test('the limit of a sample is the last hash that belongs to it, however popular some documents are', () => {
  for (let seed = 0; seed < 60; seed++) {
    const random = new Random('named', seed);
    const keys = named(random, 1 + random.below(3000), random.below(20_000));
    const most = 1 + random.below(1500);
    const sorted = [...new Set(keys)].filter((key) => key > 0).sort((a, b) => a - b);
    const sample = sampleOf(keys, most);
    assert.equal(sample.limit(), sorted.length > most ? sorted[most - 1] : Infinity, `${seed}`);
    for (const key of sorted.slice(0, most)) assert.ok(sample.has(key), `${seed}`);
    assert.ok(!sample.has(0) && !sample.has(hash53('what nobody names')), `${seed}`);
  }
});

test('hashes of documents that are alike are spread evenly, so that their sample tells how many there are', () => {
  for (const name of [
    (at: number) => `kb/${at}`,
    (at: number) => `${at}`,
    (at: number) => `https://w.example/a/long/path/to/page-${at.toString(36)}.html`,
    (at: number) => `file-${'0'.repeat(20)}${at}`,
  ]) {
    const keys = Float64Array.from({ length: 40_000 }, (_, at) => hash53(name(at)));
    assert.equal(new Set(keys).size, keys.length);
    // Two thousand of the smallest tell the number within 7%: three standard deviations.
    const estimate = 1999 / (sampleOf(keys, 2000).limit() / RANGE);
    assert.ok(Math.abs(estimate / 40_000 - 1) < 0.07, `${name(1)}: ${estimate}`);
  }
});
