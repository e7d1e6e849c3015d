import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, chance, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { dailyRhythm } from './daily-rhythm.ts';

const weigh = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return dailyRhythm.measure(candidate, context);
};
/** One visit an hour of the day, on a day of its own. */
const visits = (hourOf: (member: number, n: number) => number, each = 30): TemplatedSent[] =>
  traffic(8, each, (member, n) => ({ time: MONDAY + n * DAY + hourOf(member, n) * HOUR }));

test('accounts with days of their own are different people', () => {
  const found = weigh(visits((member, n) => ((member * 5) % 24) + chance(member, n)));
  assert.ok(found && found.weight < 0, found?.text);
});

test('accounts that all follow one day are not told apart by it', () => {
  const found = weigh(visits((member, n) => 24 * chance(member, n)));
  assert.ok(found && found.weight >= 0, found?.text);
  assert.ok(found.rows.length > 0);
});

test('shifts that a queue hands out at another hour every day are no habit', () => {
  const found = weigh(visits((member, n) => ((member * 5 + n * 7) % 24) + chance(member, n)));
  assert.ok(found && found.weight >= 0, found?.text);
});

test('without times, or with few visits, days cannot be compared', () => {
  assert.equal(weigh(visits(() => 0).map(({ time: _, ...sent }) => sent)), null);
  assert.equal(weigh(visits((member, n) => 24 * chance(member, n), 3)), null);
});

test('a log that gives the day and no hour says nothing about the hours', () => {
  assert.equal(weigh(visits(() => 0)), null);
});
