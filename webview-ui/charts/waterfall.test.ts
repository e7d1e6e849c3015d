import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence } from '../../src/protocol/view-model.ts';
import { addsUp, logistic, logit, shortened, steps } from './waterfall.ts';
import type { WaterfallData } from './waterfall.ts';

const item = (weight: number): Evidence => ({ detector: 'd', text: '', weight, statistic: 0, n: 1, lines: [] });
const data = (score: number): WaterfallData => ({
  priorLogOdds: -5,
  evidence: [item(4), item(2.5)],
  counterEvidence: [item(-1)],
  score,
  threshold: 0.95,
  detectorName: (id) => id,
});

test('each move starts where the one before ended', () => {
  const moves = steps(data(0.5));
  assert.deepEqual(
    moves.map((step) => [step.from, step.to]),
    [
      [-5, -5],
      [-5, -1],
      [-1, 1.5],
      [1.5, 0.5],
    ],
  );
});

test('the weaker moves of a side are one row, which leads as far as they do, and what weighs nothing has none', () => {
  const evidence = [9, 8, 7, 6, 5, 4, 3, 2, 0.03, 0.02, 0].map(item);
  const all = steps({ ...data(0.5), evidence });
  const rows = shortened(all, (pieces) => `${pieces} weaker pieces`);
  assert.deepEqual(
    rows.map(({ label }) => label),
    ['Before any evidence', ...Array.from({ length: 5 }, () => 'd'), '3 weaker pieces', 'No evidence either way', 'd'],
  );
  for (const [at, row] of rows.entries()) if (at > 0) assert.equal(row.from, rows[at - 1]!.to);
  assert.deepEqual([rows[6]?.from, rows[6]?.to], [30, 39]);
});

test('a cap is a move of its own kind, which says at most how much', () => {
  const cap: Evidence = { ...item(-1.5), detector: 'membership', role: 'cap', statistic: 0.97 };
  const moves = steps({ ...data(-1), counterEvidence: [item(-1), cap] });
  assert.deepEqual(
    moves.map(({ kind }) => kind),
    ['prior', 'for', 'for', 'against', 'cap'],
  );
  assert.deepEqual(moves.at(-1), { label: 'membership: at most 97%', kind: 'cap', from: 0.5, to: -1 });
});

test('a score that is not the sum of its evidence is noticed', () => {
  assert.ok(addsUp(data(logistic(0.5))));
  assert.ok(!addsUp(data(0.7)));
});

test('logistic undoes logit', () => {
  for (const p of [1e-6, 0.2, 0.5, 0.999]) assert.ok(Math.abs(logistic(logit(p)) - p) < 1e-12);
});
