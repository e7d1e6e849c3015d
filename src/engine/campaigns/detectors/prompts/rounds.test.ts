import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { rounds } from './rounds.ts';

const measure = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return rounds.measure(candidate, context);
};

test('a suite of tests that every account runs again and again is gone through in rounds', () => {
  const found = measure(
    traffic(6, 60, (m, n) => ({ user: `test ${n % 20}`, template: 0, time: MONDAY + n * 3 * HOUR + m })),
  )!;
  assert.ok(found.statistic > 0.6, found.text);
  assert.match(found.text, /round after round/);
  assert.ok(found.rows.length > 0);
});

test('material that is gone through once has no rounds', () => {
  const found = measure(traffic(6, 20, () => ({})))!;
  assert.equal(found.statistic, 0);
  assert.match(found.text, /through the material once/);
});

test('too few requests say nothing', () => {
  assert.equal(measure(traffic(3, 10, () => ({}))), null);
});
