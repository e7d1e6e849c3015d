import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chance } from '../../../../../test/fixtures/templated.ts';
import { intraclassCorrelation } from './analysis-of-variance.ts';

const groups = (count: number, each: number, of: (group: number, n: number) => number): number[][] =>
  Array.from({ length: count }, (_, group) => Array.from({ length: each }, (_, n) => of(group, n)));

test('groups from one distribution have a correlation near 0, groups of their own near 1', () => {
  assert.ok(Math.abs(intraclassCorrelation([groups(20, 20, chance)])!.correlation) < 0.05);
  assert.ok(intraclassCorrelation([groups(20, 20, (group, n) => group + 0.1 * chance(group, n))])!.correlation > 0.99);
});

test('the correlation is the share of variance between groups, whatever their size', () => {
  // Variance 1/12 within and 1/12 between.
  const half = groups(300, 6, (group, n) => chance(group) + chance(group, n)).map((own, i) =>
    own.slice(0, 2 + (i % 5)),
  );
  assert.ok(Math.abs(intraclassCorrelation([half])!.correlation - 0.5) < 0.06);
});

test('tables are compared within, not with one another', () => {
  const tables = [0, 100].map((shift) => groups(10, 10, (group, n) => shift + chance(shift, group, n)));
  assert.ok(intraclassCorrelation(tables)!.correlation < 0.05);
});

test('too few groups or observations, or none that vary, have no correlation', () => {
  assert.equal(intraclassCorrelation([groups(4, 20, chance)]), undefined);
  assert.equal(intraclassCorrelation([groups(6, 3, chance)]), undefined);
  assert.equal(intraclassCorrelation([groups(20, 1, chance)]), undefined);
  assert.equal(intraclassCorrelation([groups(20, 20, () => 1)]), undefined);
});
