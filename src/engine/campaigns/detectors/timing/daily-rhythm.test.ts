import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, chance, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { dailyRhythm } from './daily-rhythm.ts';

const measure = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return dailyRhythm.measure(candidate, context);
};
/** One session an hour of the day, on a day of its own. */
const sessions = (hourOf: (member: number, n: number) => number, each = 30): TemplatedSent[] =>
  traffic(8, each, (member, n) => ({ time: MONDAY + n * DAY + hourOf(member, n) * HOUR }));

test('accounts with days of their own are different people', () => {
  const found = measure(sessions((member, n) => ((member * 5) % 24) + chance(member, n)))!;
  assert.ok(found.statistic > 1, found.text);
  assert.match(found.text, /its own hours/);
});

test('accounts that all follow one day are not told apart by it', () => {
  const found = measure(sessions((member, n) => 24 * chance(member, n)))!;
  assert.ok(Math.abs(found.statistic) < 0.1, found.text);
  assert.match(found.text, /keep the same hours/);
  assert.ok(found.rows.length > 0);
});

test('shifts that a queue hands out at another hour every day are no habit', () => {
  const found = measure(sessions((member, n) => ((member * 5 + n * 7) % 24) + chance(member, n)))!;
  assert.ok(found.statistic < 0.2, found.text);
});

test('how strong a habit is does not depend on how often it is seen', () => {
  const [few, many] = [10, 100].map(
    (each) => measure(sessions((m, n) => 6 * (m % 4) + 12 * chance(m, n), each))!.statistic,
  );
  assert.ok(Math.abs(few! - many!) < 0.3, `${few} ${many}`);
});

test('without times, with few sessions or within three days, days cannot be compared', () => {
  assert.equal(measure(sessions(() => 0).map(({ time: _, ...sent }) => sent)), null);
  assert.equal(measure(sessions((member, n) => 24 * chance(member, n), 3)), null);
  assert.equal(measure(traffic(8, 30, (m, n) => ({ time: MONDAY + n * 2 * HOUR + m }))), null);
});

test('a log that gives the day and no hour says nothing about the hours', () => {
  assert.equal(measure(sessions(() => 0)), null);
});
