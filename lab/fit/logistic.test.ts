import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../src/math/random.ts';
import { fitLogistic, lossOf, type LogisticProblem } from './logistic.ts';

const SLOPES = [2, 0.5, 0, -1];

function problem(cases: number, bounded: boolean, ridge: number): LogisticProblem {
  const random = new Random('logistic');
  const rows = Array.from({ length: cases }, () => Float64Array.from(SLOPES, () => random.normal()));
  return {
    rows,
    kinds: rows.map((row) =>
      Number(!random.chance(1 / (1 + Math.exp(1 - SLOPES.reduce((sum, slope, j) => sum + slope * row[j]!, 0))))),
    ),
    others: 1,
    counts: rows.map(() => 1),
    bounded: SLOPES.map(() => bounded),
    ridge,
  };
}

test('weights that made the cases are found again, a harmful one as far as its sign allows', () => {
  const [free] = fitLogistic(problem(20_000, false, 0)).against;
  SLOPES.forEach((slope, j) => assert.ok(Math.abs(free!.weights[j]! - slope) < 0.08, `${slope}: ${free!.weights[j]!}`));
  assert.ok(Math.abs(free!.intercept + 1) < 0.08, `${free!.intercept}`);
  const [bounded] = fitLogistic(problem(20_000, true, 0)).against;
  assert.equal(bounded!.weights[3], 0);
  assert.ok(bounded!.weights[2]! < 0.05, `${bounded!.weights[2]!}`);
});

test('nothing near the answer is better: it is the minimum', () => {
  for (const bounded of [false, true]) {
    const given = problem(400, bounded, 2);
    const { at, loss } = fitLogistic(given);
    const gradient = new Float64Array(at.length);
    assert.ok(Math.abs(lossOf(given, at, gradient) - loss) < 1e-9);
    for (let j = 0; j < at.length; j++)
      for (const step of [-1e-3, 1e-3]) {
        const moved = at.slice();
        moved[j] = given.bounded[j] === true ? Math.max(0, moved[j]! + step) : moved[j]! + step;
        assert.ok(lossOf(given, moved, gradient) >= loss - 1e-9, `column ${j} by ${step}`);
      }
  }
});

test('each other kind is told by what is its own, and the ridge shares what they have in common', () => {
  const random = new Random('kinds');
  // The first kind is high in both columns, one other kind low in the first, another in the second.
  const kinds = Array.from({ length: 900 }, (_, i) => i % 3);
  const rows = kinds.map((kind) =>
    Float64Array.of(random.normal() + (kind === 1 ? 0 : 2), random.normal() + (kind === 2 ? 0 : 2), random.normal()),
  );
  const given = { rows, kinds, others: 2, counts: kinds.map(() => 1), bounded: [true, true, true], ridge: 1 };
  const [first, second] = fitLogistic(given).against;
  assert.ok(first!.weights[0]! > 1.5 && first!.weights[1]! < 0.5, [...first!.weights].join());
  assert.ok(second!.weights[1]! > 1.5 && second!.weights[0]! < 0.5, [...second!.weights].join());
  assert.ok(first!.weights[2]! < 0.3 && second!.weights[2]! < 0.3);
  const stiff = fitLogistic({ ...given, ridge: 1e4 }).against;
  assert.ok(Math.abs(stiff[0]!.weights[0]! - stiff[1]!.weights[0]!) < 0.1, 'what costs too much is not told apart');
});

test('a case that counts twice is the same as the case twice', () => {
  const given = problem(100, true, 1);
  const [twice] = fitLogistic({ ...given, counts: given.counts.map((_, i) => (i < 30 ? 2 : 1)) }).against;
  const [repeated] = fitLogistic({
    ...given,
    rows: [...given.rows, ...given.rows.slice(0, 30)],
    kinds: [...given.kinds, ...given.kinds.slice(0, 30)],
    counts: Array.from({ length: 130 }, () => 1),
  }).against;
  twice!.weights.forEach((weight, j) => assert.ok(Math.abs(weight - repeated!.weights[j]!) < 1e-4));
});

test('cases that are told apart wholly still end, and the ridge keeps their weight finite', () => {
  const rows = [-2, -1, 1, 2].map((x) => Float64Array.of(x));
  const { against } = fitLogistic({
    rows,
    kinds: [1, 1, 0, 0],
    others: 1,
    counts: [1, 1, 1, 1],
    bounded: [true],
    ridge: 0.1,
  });
  const weight = against[0]!.weights[0]!;
  assert.ok(weight > 0.5 && weight < 10, `${weight}`);
});

test('from cases of one kind nothing is learnt, and that is said', () => {
  const given = problem(10, true, 1);
  assert.throws(() => fitLogistic({ ...given, kinds: given.kinds.map(() => 0) }), /one kind/);
});

test('of what is known, no more is taken back than is there', () => {
  const given = problem(4000, true, 1);
  // The last column harms, and two nats of it were known before.
  const known = { odds: given.rows.map((row) => Float64Array.of(2 * row[3]!)), weights: [Float64Array.of(0, 0, 0, 2)] };
  const [fitted] = fitLogistic({ ...given, known }).against;
  assert.ok(Math.abs(fitted!.weights[3]! + 2) < 1e-6, `${fitted!.weights[3]!}`);
  const [first] = fitLogistic({ ...given, known: { ...known, weights: [Float64Array.of(0, 0, 0, 0)] } }).against;
  assert.equal(first!.weights[3], 0);
});
