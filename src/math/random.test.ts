import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from './random.ts';

const take = (random: Random, count: number): number[] => Array.from({ length: count }, () => random.next());

test('the same seed gives the same numbers, another seed others', () => {
  assert.deepEqual(take(new Random('a', 1), 5), take(new Random('a', 1), 5));
  assert.notDeepEqual(take(new Random('a', 1), 5), take(new Random('a', 2), 5));
  assert.notDeepEqual(take(new Random('a', 'b'), 5), take(new Random('b', 'a'), 5));
});

test('a sequence goes on from a state as it was first drawn, in every version', () => {
  assert.deepEqual(
    take(Random.at(7), 3).map((value) => Math.floor(value * 1e6)),
    [11704, 61958, 976907],
  );
});

test('numbers are spread evenly, normal ones have mean 0 and deviation 1', () => {
  const random = new Random(7);
  const tenths = new Uint32Array(10);
  for (const value of take(random, 20_000)) tenths[Math.floor(10 * value)]!++;
  assert.ok(
    tenths.every((count) => Math.abs(count - 2000) < 200),
    tenths.join(),
  );
  const normal = Array.from({ length: 20_000 }, () => random.normal());
  const mean = normal.reduce((sum, value) => sum + value, 0) / normal.length;
  const variance = normal.reduce((sum, value) => sum + (value - mean) ** 2, 0) / normal.length;
  assert.ok(Math.abs(mean) < 0.03 && Math.abs(variance - 1) < 0.05, `${mean} ${variance}`);
});

test('shuffling keeps every item and moves most of them', () => {
  const list = Array.from({ length: 100 }, (_, n) => n);
  const mixed = new Random(3).shuffle([...list]);
  assert.deepEqual(
    [...mixed].sort((a, b) => a - b),
    list,
  );
  assert.ok(mixed.filter((value, at) => value === at).length < 10);
});

test('there is nothing to pick from an empty list', () => {
  assert.throws(() => new Random(1).pick([]), RangeError);
});
