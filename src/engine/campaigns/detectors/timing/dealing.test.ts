import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MINUTE, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, chance, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { dealing } from './dealing.ts';

const measure = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return dealing.measure(candidate, context);
};

test('a queue dealt out in turns never gives an account two conversations in a row, and the sentence says so', () => {
  const found = measure(traffic(6, 30, (member, n) => ({ time: MONDAY + (n * 6 + member) * MINUTE })))!;
  assert.ok(found.statistic < -2, found.text);
  assert.match(found.text, /^The accounts take turns and never send two conversations in a row: 0 of 180/);
});

test('accounts on a timer never send twice in a row either, so that taking turns does not speak for a campaign, and the sentence says so', () => {
  const timers = traffic(12, 20, (member, n) => ({
    time: MONDAY + n * HOUR + chance(member, 0) * HOUR + chance(member, n) * MINUTE,
  }));
  const found = measure(timers)!;
  assert.ok(found.statistic < -1, found.text);
  assert.equal(found.silent, 'for');
  assert.match(found.text, /a program on a timer never sends twice in a row/);
  const dealt = traffic(12, 20, (member, n) => ({
    time: MONDAY + (n * 12 + member + 4 * chance(member, n)) * 5 * MINUTE,
  }));
  assert.equal(measure(dealt)!.silent, undefined);
});

test('accounts that work in sessions of their own are not one queue', () => {
  const found = measure(
    traffic(6, 30, (member, n) => ({ time: MONDAY + (Math.floor(n / 10) * 6 + member) * HOUR + (n % 10) * MINUTE })),
  )!;
  assert.ok(found.statistic > 1, found.text);
  assert.match(found.text, /separate sessions/);
});

test('accounts at random are neither', () => {
  const found = measure(traffic(6, 60, (m, n) => ({ time: MONDAY + chance(m, n) * 1000 * HOUR })))!;
  assert.ok(Math.abs(found.statistic) < 0.3, found.text);
});

test('an agent’s loop in each account does not hide that they take turns', () => {
  const loops = traffic(6, 120, (m, n) => ({
    template: 0,
    user: `task ${n >> 2} of ${m}`,
    time: MONDAY + ((n >> 2) * 6 + m) * HOUR + (n % 4) * MINUTE,
  }));
  assert.ok(measure(loops)!.statistic < -2);
});

test('accounts that take turns are seen though they are banned and replaced, three at a time', () => {
  const rotated = traffic(12, 40, (m, n) => ({ time: MONDAY + (Math.floor(m / 3) * 120 + n * 3 + (m % 3)) * HOUR }));
  assert.ok(measure(rotated)!.statistic < -2);
});

test('without times, or with few conversations, there is no order to look at', () => {
  assert.equal(measure(traffic(6, 30, () => ({}))), null);
  assert.equal(measure(traffic(6, 8, (member, n) => ({ time: MONDAY + (n * 6 + member) * MINUTE }))), null);
});

test('when the log has times for one account alone, turns cannot be seen', () => {
  assert.equal(measure(traffic(6, 200, (member, n) => (member ? {} : { time: MONDAY + n * MINUTE }))), null);
});
