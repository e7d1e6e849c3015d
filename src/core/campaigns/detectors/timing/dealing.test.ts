import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MINUTE, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { dealing } from './dealing.ts';

const weigh = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return dealing.measure(candidate, context);
};

test('a queue dealt out in turns never gives an account two requests in a row', () => {
  const found = weigh(traffic(6, 30, (member, n) => ({ time: MONDAY + (n * 6 + member) * MINUTE })));
  assert.ok(found && found.weight > 0, found?.text);
  assert.equal(found.statistic, 0);
});

test('accounts that work in visits of their own are not one queue', () => {
  const found = weigh(
    traffic(6, 30, (member, n) => ({ time: MONDAY + (Math.floor(n / 10) * 6 + member) * HOUR + (n % 10) * MINUTE })),
  );
  assert.ok(found && found.weight <= 0, found?.text);
});

test('without times, or with few requests, there is no order to look at', () => {
  assert.equal(weigh(traffic(6, 30, () => ({}))), null);
  assert.equal(weigh(traffic(6, 10, (member, n) => ({ time: MONDAY + (n * 6 + member) * MINUTE }))), null);
});

test('when the log has times for one account alone, turns cannot be seen', () => {
  const found = weigh(traffic(6, 200, (member, n) => (member ? {} : { time: MONDAY + n * MINUTE })));
  assert.ok(!found || found.weight <= 0, found?.text);
});
