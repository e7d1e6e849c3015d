import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { roundTheClock } from './round-the-clock.ts';

const weigh = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return roundTheClock.measure(candidate, context);
};

test('work that goes on day and night speaks for a program, but weakly', () => {
  const found = weigh(traffic(6, 48, (_, n) => ({ time: MONDAY + n * HOUR })));
  assert.ok(found && found.weight > 0 && found.weight <= 1, found?.text);
});

test('work by day is no evidence', () => {
  const found = weigh(traffic(6, 48, (_, n) => ({ time: MONDAY + Math.floor(n / 8) * DAY + (8 + (n % 8)) * HOUR })));
  assert.equal(found?.weight, 0);
});

test('without times, or with few visits, nothing is said about nights', () => {
  assert.equal(weigh(traffic(6, 48, () => ({}))), null);
  assert.equal(weigh(traffic(6, 12, (_, n) => ({ time: MONDAY + 2 * n * HOUR }))), null);
});

test('a log that gives the day and no hour does not look as if it never slept', () => {
  const found = weigh(traffic(6, 48, (_, n) => ({ time: MONDAY + n * DAY })));
  assert.equal(found?.weight ?? 0, 0);
});
