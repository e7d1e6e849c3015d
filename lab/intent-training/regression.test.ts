import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitRegression } from './regression.ts';
import type { TrainingRows } from './regression.ts';

/** Two features, two classes; feature 0 speaks for class 0 in three rows of four. */
const rows: TrainingRows = {
  offsets: Int32Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8]),
  columns: Int32Array.from([0, 0, 0, 0, 1, 1, 1, 1]),
  values: new Float32Array(8).fill(1),
  labels: Float32Array.from([1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1, 1, 0]),
  shares: new Float32Array(8).fill(1 / 8),
  classes: 2,
  width: 2,
};

const odds = (weights: Float64Array, column: number) =>
  Math.exp(weights[column * 2]! + weights[4]! - weights[column * 2 + 1]! - weights[5]!);

test('without a penalty the fit gives the frequencies of the data', () => {
  const weights = fitRegression(rows, 0, 200);
  assert.ok(Math.abs(odds(weights, 0) - 3) < 0.02, String(odds(weights, 0)));
  assert.ok(Math.abs(odds(weights, 1) - 1 / 3) < 0.01, String(odds(weights, 1)));
});

test('a penalty draws the fit towards even odds', () => {
  const weights = fitRegression(rows, 1, 200);
  assert.ok(odds(weights, 0) > 1 && odds(weights, 0) < 1.5, String(odds(weights, 0)));
});
