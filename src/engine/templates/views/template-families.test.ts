import assert from 'node:assert/strict';
import { test } from 'node:test';
import { templateFamilies } from './template-families.ts';

const families = (clauses: readonly (readonly number[])[], letters = 30): number[] => [
  ...templateFamilies(
    clauses.map((own) => Float64Array.from(own)),
    () => letters,
  ),
];

test('wordings that share most of their clauses are one family, known by its first', () => {
  assert.deepEqual(
    families([
      [1, 2, 3, 4],
      [5, 6, 7],
      [2, 3, 4, 8],
      [3, 4, 8, 9],
    ]),
    [0, 1, 0, 0],
  );
});

test('templates that share one clause of many are apart', () => {
  assert.deepEqual(
    families([
      [1, 2, 3, 4],
      [4, 5, 6, 7],
    ]),
    [0, 1],
  );
});

test('a shared greeting makes no family', () => {
  assert.deepEqual(families([[1], [1]], 12), [0, 1]);
});

test('a clause that most templates have makes no pair of them', () => {
  const rules = Array.from({ length: 100 }, (_, n) => [0, 1000 + n, 2000 + n, 3000 + n]);
  assert.deepEqual(
    families(rules),
    rules.map((_, n) => n),
  );
});
