import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CAMPAIGN_DETECTORS } from '../detectors/detectors.ts';
import { WEIGHTS } from './judge.ts';
import { parseWeights, weightOf } from './weights.ts';

test('a statistic weighs what its curve says, flat beyond its ends, and nothing without a curve', () => {
  const weights = parseWeights({
    prior: -3,
    curves: {
      depth: [
        [0, -1],
        [10, 1],
      ],
    },
  });
  assert.equal(weights.prior, -3);
  assert.deepEqual(
    [-5, 0, 5, 10, 99].map((x) => weightOf(weights, 'depth', x)),
    [-1, -1, 0, 1, 1],
  );
  assert.equal(weightOf(weights, 'intent', 3), 0);
});

test('data that is no curve is refused by name', () => {
  for (const points of [
    [],
    7,
    [[0]],
    [[0, NaN]],
    [['0', 1]],
    [
      [1, 0],
      [1, 2],
    ],
  ])
    assert.throws(() => parseWeights({ prior: 0, curves: { depth: points } }), /depth/, JSON.stringify(points));
  assert.throws(() => parseWeights({ prior: null, curves: {} }), /prior/);
});

test('every curve belongs to a detector, and before any evidence a candidate is more likely innocent', () => {
  const ids = new Set(CAMPAIGN_DETECTORS.map(({ id }) => id));
  for (const id of WEIGHTS.curves.keys()) assert.ok(ids.has(id), id);
  assert.ok(WEIGHTS.prior < 0, `${WEIGHTS.prior}`);
});
