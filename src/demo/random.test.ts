import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hash, LogRandom } from './random.ts';

test('hash and sequence never change: old seeds must keep giving old logs', () => {
  assert.equal(hash(1, 'a', 'b'), hash(1, 'a', 'b'));
  assert.notEqual(hash('ab', 'c'), hash('a', 'bc'));
  assert.notEqual(hash(1), hash('1'));
  const random = new LogRandom(1, 'demo');
  assert.deepEqual(
    [random.hex(12), random.between(1, 1000), random.address()],
    ['7fa0e1ab222d', 586, '198.18.140.238'],
  );
});

test('frequent() stays in range and prefers small numbers', () => {
  const random = new LogRandom(2);
  const drawn = Array.from({ length: 5000 }, () => random.frequent(100));
  assert.ok(drawn.every((value) => value >= 0 && value < 100));
  assert.ok(drawn.filter((value) => value < 10).length > 2000);
});

test('some() gives different items and no more than there are', () => {
  const drawn = new LogRandom(3).some([1, 2, 3, 4], 9);
  assert.deepEqual(drawn.toSorted(), [1, 2, 3, 4]);
});

test('addresses come from the range set aside for benchmarks, so that no real host is named', () => {
  const random = new LogRandom(4);
  for (let i = 0; i < 200; i++) assert.match(random.address(), /^198\.1[89]\./);
});
