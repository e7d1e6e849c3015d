import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Pace, restAfter, SHARE } from './pace.ts';

test('work in the background takes no more than its share of a core, by resting', () => {
  const ms = fc.double({ min: 0, max: 1e7, noNaN: true });
  fc.assert(
    fc.property(ms, ms, (used, took) => {
      const all = took + restAfter(used, took);
      assert.ok(used <= all * SHARE + 1e-6);
      assert.ok(all === took || all <= used / SHARE + 1e-6, 'no longer than it must');
    }),
  );
});

test('a process that has worked rests until it has its share again, and one that has waited does not', () => {
  const waits: number[] = [];
  const wait = Atomics.wait;
  Atomics.wait = ((_memory: unknown, _at: unknown, _value: unknown, ms: number) => waits.push(ms)) as never;
  try {
    const pace = new Pace();
    const { user } = process.cpuUsage();
    while (process.cpuUsage().user - user < 30_000);
    pace.rest();
    assert.equal(waits.length, 1);
    assert.ok(waits[0]! > 0);
  } finally {
    Atomics.wait = wait;
  }
});
