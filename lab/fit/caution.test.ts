import assert from 'node:assert/strict';
import { test } from 'node:test';
import { falseAt, isFew, isRare, sumOf } from './caution.ts';

const items = [
  { logOdds: 4, positive: true },
  { logOdds: 2.3, positive: false },
  { logOdds: 2, positive: false },
];

test('groups above the threshold are called, fewer of them the more is taken off', () => {
  assert.deepEqual(falseAt(items, 0), { called: 2, innocent: 1 });
  assert.deepEqual(falseAt(items, 0.2), { called: 1, innocent: 0 });
});

test('one in two hundred is few, two are not, and nothing called is never too much', () => {
  assert.ok(isFew({ called: 200, innocent: 1 }));
  assert.ok(!isFew({ called: 200, innocent: 2 }));
  assert.ok(isFew({ called: 0, innocent: 0 }));
  assert.ok(isFew(sumOf({ called: 80, innocent: 1 }, { called: 120, innocent: 0 })));
});

test('one innocent account in ten thousand is rare, one in five thousand is not', () => {
  assert.ok(isRare({ accounts: 10_000, accused: 1 }));
  assert.ok(!isRare({ accounts: 5_000, accused: 1 }));
});
