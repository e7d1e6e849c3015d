import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, chance, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { ownNights } from './own-nights.ts';

const measure = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return ownNights.measure(candidate, context);
};
const sessions = (hourOf: (member: number, n: number) => number, each = 30): TemplatedSent[] =>
  traffic(8, each, (m, n) => ({ time: MONDAY + n * DAY + hourOf(m, n) * HOUR }));

test('accounts that each sleep, at whatever hours, are told from a queue that goes on', () => {
  const sleeping = measure(sessions((m, n) => ((3 * m) % 24) + 8 * chance(m, n)))!;
  const queue = measure(sessions((m, n) => 24 * chance(m, n)))!;
  assert.ok(sleeping.statistic > 0.6, sleeping.text);
  assert.ok(queue.statistic < 0.15, queue.text);
  assert.match(queue.text, /day and night/);
});

test('with few sessions an account, chance alone does not look like a night', () => {
  const few = measure(sessions((m, n) => 24 * chance(m, n), 8))!;
  assert.ok(few.statistic < 0.2, few.text);
});

test('without times or hours, or with too few sessions, nothing is said about nights', () => {
  assert.equal(measure(traffic(8, 30, () => ({}))), null);
  assert.equal(measure(sessions(() => 0)), null);
  assert.equal(measure(sessions((m, n) => 24 * chance(m, n), 5)), null);
});
