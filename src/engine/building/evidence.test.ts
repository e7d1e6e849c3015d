import assert from 'node:assert/strict';
import { test } from 'node:test';
import { twoSides } from './evidence.ts';
import type { Evidence } from '../../report/shape/report.ts';

const piece = (weight: number): Evidence => ({
  detector: `d${weight}`,
  text: 'A sentence.',
  weight,
  statistic: 0,
  n: 1,
  lines: [],
});

test('evidence for and evidence against are apart, each heaviest first, and none gets lost', () => {
  const { evidence, counterEvidence } = twoSides([-1, 2, 0, 3, -4].map(piece));
  assert.deepEqual(
    evidence.map(({ weight }) => weight),
    [3, 2],
  );
  assert.deepEqual(
    counterEvidence.map(({ weight }) => weight),
    [-4, -1, 0],
  );
});

test('evidence that weighs nothing stands with the counter-evidence: it was looked for and not found', () => {
  assert.deepEqual(twoSides([piece(0)]).counterEvidence.length, 1);
});
