import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, judged, traffic } from '../../../../test/fixtures/templated.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { distinctJudgements, firstOfEach, sameRequests } from './distinct-judgements.ts';

/** Requests of members from `from` up to `to`. */
const { candidate: all } = candidateCase(traffic(9, 4, () => ({})));
const part = (from: number, to: number): Candidate => ({
  ...all,
  accounts: all.accounts.slice(from, to),
  slices: all.slices.slice(from, to),
});

test('candidates are about the same when the smaller shares half of its requests', () => {
  assert.deepEqual(sameRequests([part(0, 9), part(0, 3), part(6, 9), part(2, 4), part(2, 5)]), [
    [1, 2, 3, 4],
    [0, 3],
    [0],
    [0, 1, 4],
    [0, 3],
  ]);
});

test('of candidates about the same the most suspicious is kept, then the largest', () => {
  const [small, large, other] = [judged(part(0, 2), 1), judged(part(0, 3), 1), judged(part(4, 9), -3)];
  assert.deepEqual(distinctJudgements([other, small, large]), [large, other]);
  assert.deepEqual(distinctJudgements([judged(part(0, 2), 2), large, other])[0]!.logOdds, 2);
});

test('of a campaign and its most certain part the whole is kept, and the most suspicious still comes first', () => {
  const [whole, core, other] = [judged(part(0, 6), 4), judged(part(0, 3), 6), judged(part(7, 9), 5)];
  assert.deepEqual(distinctJudgements([core, other, whole]), [other, whole]);
});

test('a candidate that was passed over does not keep others out', () => {
  assert.deepEqual(firstOfEach([0, 1, 2], [[1], [0, 2], [1]]), [0, 2]);
});

test('what is put together by its words goes behind a group that may be called, however it scores', () => {
  const [certain, reworded] = [judged(part(0, 3), 3), judged({ ...part(0, 3), kind: 'reworded' }, 6)];
  assert.deepEqual(distinctJudgements([reworded, certain]), [certain]);
  assert.deepEqual(distinctJudgements([reworded, judged(part(0, 3), 1)]), [reworded]);
});
