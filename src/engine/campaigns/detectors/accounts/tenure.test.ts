import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { tenure } from './tenure.ts';

const measure = (timeOf: (member: number, n: number) => number, days = 20) => {
  const log = [0, days].map((day) => ({ account: 'x', template: 0, time: MONDAY + day * DAY }));
  const { candidate, context } = candidateCase([...log, ...traffic(8, 10, (m, n) => ({ time: timeOf(m, n) }))]);
  return tenure.measure(candidate, context);
};

test('customers stay throughout, accounts that are bought and banned do not', () => {
  const stay = measure((_, n) => MONDAY + 2 * n * DAY)!;
  const replaced = measure((m, n) => MONDAY + (2 * m + n / 9) * DAY)!;
  assert.ok(stay.statistic > 0.85 && replaced.statistic < 0.1, `${stay.text} ${replaced.text}`);
  assert.match(
    stay.text,
    /throughout, as customers do: from first to last request, half of them take 18 days or longer, 90% of the log’s time span/,
  );
  assert.match(replaced.text, /use these templates for a short time/);
});

test('within a short log, or without times, nobody can be told to stay', () => {
  assert.equal(
    measure((_, n) => MONDAY + n, 1),
    null,
  );
  const { candidate, context } = candidateCase(traffic(8, 10, () => ({})));
  assert.equal(tenure.measure(candidate, context), null);
});

test('requests without a time do not hide those with one', () => {
  assert.ok(measure((_, n) => (n === 3 ? NaN : MONDAY + 2 * n * DAY))!.statistic > 0.85);
});

test('that nobody stays does not speak for a campaign where each account comes once and alone, as strangers do', () => {
  const MINUTE = 60_000;
  const alone = measure((m, n) => MONDAY + 2 * m * DAY + n * MINUTE)!;
  assert.equal(alone.silent, 'for');
  assert.match(alone.text, /Most come once or twice and alone/);
  // One right after the other, all at once, and day after day.
  assert.equal(measure((m, n) => MONDAY + m * 30 * MINUTE + n * MINUTE)!.silent, undefined);
  assert.equal(measure((m, n) => MONDAY + m * MINUTE + n * MINUTE)!.silent, undefined);
  assert.equal(measure((m, n) => MONDAY + n * DAY + m * 120 * MINUTE)!.silent, undefined);
});
