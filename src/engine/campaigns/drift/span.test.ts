import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dot, unexplained } from './span.ts';

const vector = fc
  .array(fc.integer({ min: -50, max: 50 }), { minLength: 6, maxLength: 6 })
  .map((list) => Float64Array.from(list));

test('the rest of a point is its shortest way to the others', () => {
  const left = unexplained(Float64Array.of(3, 4, 5), [Float64Array.of(0, 0, 1), Float64Array.of(2, 0, 1)]);
  assert.deepEqual([...left], [0, 4, 4]);
  assert.deepEqual([...unexplained(Float64Array.of(1, 2), [])], [1, 2]);
});

test('no mix of the others leaves anything, and what is left stands upright on them', () => {
  fc.assert(
    fc.property(fc.array(vector, { minLength: 1, maxLength: 9 }), vector, (others, point) => {
      const left = unexplained(point, others);
      for (const other of others) {
        const along = other.map((value, at) => value - others[0]![at]!);
        assert.ok(Math.abs(dot(left, along)) < 1e-6 * (1 + dot(along, along)));
      }
      const mix = others[0]!.map((value, at) => 3 * value - 2 * others.at(-1)![at]!);
      assert.ok(dot(unexplained(mix, others), unexplained(mix, others)) < 1e-12);
    }),
  );
});
