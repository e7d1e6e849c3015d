import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { oneShot } from './one-shot.ts';

const LATER = ['An answer.', 'And then?'];
const measure = (single: number, each = 20) => {
  const sent = traffic(6, each, (_, n) => ({ later: n < single * each ? [] : LATER }));
  const { candidate, context } = candidateCase(sent);
  return oneShot.measure(candidate, context);
};

test('a harvest of single questions is told from conversations, and the sentence says which', () => {
  const [all, half] = [measure(1)!, measure(0.5)!];
  assert.deepEqual([all.statistic, half.statistic], [1, 0.5]);
  assert.match(all.text, /no follow-up: 0 of 120 requests/);
  assert.match(half.text, /continue a conversation: 60 of 120 requests follow up on an earlier one \(50%\)/);
  assert.equal(half.rows.length, 20);
});

test('too few requests say nothing', () => {
  assert.equal(measure(1, 3), null);
});
