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
    const clocks = [
      { processorMs: 100, ms: 1000 },
      { processorMs: 130, ms: 1040 },
      { processorMs: 130, ms: 1120 },
      { processorMs: 140, ms: 1320 },
      { processorMs: 140, ms: 1320 },
    ];
    const pace = new Pace(() => clocks.shift()!);
    pace.rest();
    assert.deepEqual(waits, [30 / SHARE - 40]);
    pace.rest();
    assert.equal(waits.length, 1);
  } finally {
    Atomics.wait = wait;
  }
});
