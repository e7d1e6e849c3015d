import assert from 'node:assert/strict';
import test from 'node:test';
import { Slowest } from './slowest.ts';

const input = (n: number): Buffer => Buffer.from(String(n));

test('the inputs that took longest come out, the slowest first', () => {
  const slowest = new Slowest();
  for (let n = 1; n <= 1000; n++) slowest.see(input((n * 7919) % 1000), (n * 7919) % 1000, () => 1e9);
  const inputs = slowest.inputs();
  assert.equal(inputs.length, 200);
  assert.deepEqual(inputs.slice(0, 3), [input(999), input(998), input(997)]);
});

test('an input that is slow once and quick again is not slow', () => {
  const slowest = new Slowest();
  slowest.see(input(1), 100, () => 1);
  slowest.see(input(2), 50, () => 50);
  assert.deepEqual(slowest.inputs(), [input(2), input(1)]);
});
