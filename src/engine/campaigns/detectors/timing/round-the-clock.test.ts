import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MINUTE, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { roundTheClock } from './round-the-clock.ts';

const measure = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return roundTheClock.measure(candidate, context);
};

test('work that goes on day and night, work by day and a nightly job are told apart', () => {
  const found = [
    traffic(6, 48, (_, n) => ({ time: MONDAY + n * HOUR })),
    traffic(6, 48, (_, n) => ({ time: MONDAY + Math.floor(n / 8) * DAY + (8 + (n % 8)) * HOUR })),
    traffic(6, 48, (m, n) => ({ time: MONDAY + n * DAY + 2 * HOUR + m * MINUTE })),
  ].map((sent) => measure(sent)!);
  const [night, day, job] = found.map(({ statistic }) => statistic);
  assert.ok(night! < 0.05 && day! > 0.4 && day! < 0.9 && job! > 0.95, found.map(({ text }) => text).join(' '));
  assert.match(found[0]!.text, /work day and night/);
  assert.match(found[2]!.text, /nightly job/);
});

test('without times, or with few conversations, nothing is said about nights', () => {
  assert.equal(measure(traffic(6, 48, () => ({}))), null);
  assert.equal(measure(traffic(6, 8, (_, n) => ({ time: MONDAY + 2 * n * HOUR }))), null);
});

test('a log that gives the day and no hour says nothing about nights', () => {
  assert.equal(measure(traffic(6, 48, (_, n) => ({ time: MONDAY + n * DAY }))), null);
});
