import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { benjaminiHochberg, conformalP } from './multiple-tests.ts';
import { Random } from './random.ts';

test('a p-value is never smaller than so many cases can show', () => {
  assert.equal(conformalP(9, [1, 2, 3, 4]), 0.2);
  assert.equal(conformalP(3, [1, 2, 3, 4]), 0.6);
  assert.equal(conformalP(0, []), 1);
});

test('q-values are those of the textbook', () => {
  // Benjamini and Hochberg 1995, section 3.2: four of fifteen are rejected at 0.05.
  const p = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];
  assert.equal(benjaminiHochberg(p).filter((q) => q <= 0.05).length, 4);
});

test('q-values keep the order of p-values, whatever order they come in, and are never below them', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (p) => {
      const q = benjaminiHochberg(p);
      p.forEach((a, i) => {
        assert.ok(q[i]! >= a - 1e-12 && q[i]! <= 1);
        p.forEach((b, j) => assert.ok(a > b || q[i]! <= q[j]! + 1e-12));
      });
    }),
  );
});

test('of rejections at a rate of 10% at most a tenth are false on average', () => {
  const random = new Random('fdr');
  let sum = 0;
  for (let round = 0; round < 300; round++) {
    const nulls = Array.from({ length: 200 }, () => random.normal());
    const values = Array.from({ length: 100 }, (_, i) => random.normal() + (i < 20 ? 4 : 0));
    const q = benjaminiHochberg(values.map((value) => conformalP(value, nulls)));
    const rejected = [...q.keys()].filter((i) => q[i]! <= 0.1);
    sum += rejected.filter((i) => i >= 20).length / Math.max(1, rejected.length);
  }
  assert.ok(sum / 300 <= 0.1, `${sum / 300}`);
});
