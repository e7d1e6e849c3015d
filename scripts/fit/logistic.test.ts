import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../src/core/math/random.ts';
import { fitLogistic, lossOf, type LogisticProblem } from './logistic.ts';

const SLOPES = [2, 0.5, 0, -1];

function problem(cases: number, bounded: boolean, ridge: number): LogisticProblem {
  const random = new Random('logistic');
  const rows = Array.from({ length: cases }, () => Float64Array.from(SLOPES, () => random.normal()));
  return {
    rows,
    positive: rows.map((row) =>
      random.chance(1 / (1 + Math.exp(1 - SLOPES.reduce((sum, slope, j) => sum + slope * row[j]!, 0)))),
    ),
    counts: rows.map(() => 1),
    bounded: SLOPES.map(() => bounded),
    ridge,
  };
}

test('weights that made the cases are found again, a harmful one as far as its sign allows', () => {
  const free = fitLogistic(problem(20_000, false, 0));
  SLOPES.forEach((slope, j) => assert.ok(Math.abs(free.weights[j]! - slope) < 0.08, `${slope}: ${free.weights[j]!}`));
  assert.ok(Math.abs(free.intercept + 1) < 0.08, `${free.intercept}`);
  const bounded = fitLogistic(problem(20_000, true, 0));
  assert.equal(bounded.weights[3], 0);
  assert.ok(bounded.weights[2]! < 0.05, `${bounded.weights[2]!}`);
});

test('nothing near the answer is better: it is the minimum', () => {
  for (const bounded of [false, true]) {
    const given = problem(400, bounded, 2);
    const { weights, intercept, loss } = fitLogistic(given);
    const at = Float64Array.of(...weights, intercept);
    assert.ok(Math.abs(lossOf(given, at) - loss) < 1e-9);
    for (let j = 0; j < at.length; j++)
      for (const step of [-1e-3, 1e-3]) {
        const moved = at.slice();
        moved[j] = given.bounded[j] === true ? Math.max(0, moved[j]! + step) : moved[j]! + step;
        assert.ok(lossOf(given, moved) >= loss - 1e-9, `column ${j} by ${step}`);
      }
  }
});

test('a case that counts twice is the same as the case twice', () => {
  const given = problem(100, true, 1);
  const twice = fitLogistic({ ...given, counts: given.counts.map((_, i) => (i < 30 ? 2 : 1)) });
  const repeated = fitLogistic({
    ...given,
    rows: [...given.rows, ...given.rows.slice(0, 30)],
    positive: [...given.positive, ...given.positive.slice(0, 30)],
    counts: Array.from({ length: 130 }, () => 1),
  });
  twice.weights.forEach((weight, j) => assert.ok(Math.abs(weight - repeated.weights[j]!) < 1e-6));
});

test('cases that are told apart wholly still end, and the ridge keeps their weight finite', () => {
  const rows = [-2, -1, 1, 2].map((x) => Float64Array.of(x));
  const { weights } = fitLogistic({
    rows,
    positive: [false, false, true, true],
    counts: [1, 1, 1, 1],
    bounded: [true],
    ridge: 0.1,
  });
  assert.ok(weights[0]! > 0.5 && weights[0]! < 10, `${weights[0]!}`);
});

test('from cases of one kind nothing is learnt, and that is said', () => {
  const given = problem(10, true, 1);
  assert.throws(() => fitLogistic({ ...given, positive: given.positive.map(() => true) }), /one kind/);
});
