import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MONDAY } from '../../../../test/fixtures/requests.ts';
import { candidateCase, traffic } from '../../../../test/fixtures/templated.ts';
import { logOdds } from '../../../math/log-odds.ts';
import { judge, type Judgement } from './judge.ts';
import { isReported, ONE_CUSTOMER, oneCustomer, REPORTED, rankingOdds } from './one-customer.ts';

/** A queue over ten accounts of which so many belong to Acme. */
const ownedBy = (acme: number, harvest: number): Judgement => {
  const sent = traffic(10, 60, (member, n) => ({
    template: (member + n) % 3,
    time: MONDAY + (n * 10 + member) * (HOUR / 8),
    ...(member < acme && { organisation: 'Acme' }),
  }));
  const { candidate, context } = candidateCase(sent, { harvest: [harvest, harvest, harvest] });
  return judge(candidate, context);
};

test('nearly all accounts must belong to the customer: ten of ten, and eight, not seven', () => {
  assert.equal(ONE_CUSTOMER, 0.8);
  assert.equal(ownedBy(10, 0.9).customer?.accounts, 10);
  assert.deepEqual([ownedBy(8, 0.9).customer?.organisation, ownedBy(8, 0.9).customer?.accounts], ['Acme', 8]);
  assert.equal(ownedBy(7, 0.9).customer, undefined);
  assert.equal(ownedBy(0, 0.9).customer, undefined);
});

test('the harvest is judged by all evidence but that the accounts belong together', () => {
  const { customer, measured, prior, logOdds: odds } = ownedBy(10, 0.9);
  const rest = measured.filter(({ detector }) => detector.id !== 'organisations');
  assert.equal(rest.length, measured.length - 1);
  const sum = rest.reduce((total, { measurement }) => total + measurement.weight, prior);
  assert.ok(Math.abs(sum - customer!.logOdds) < 1e-9);
  assert.ok(customer!.logOdds > odds, 'that one organisation has them all speaks against distillation');
});

test('whether it asks for what a harvest takes is said, and work that does not ask for it is not reported by volume', () => {
  assert.equal(ownedBy(10, 0.95).customer?.asks, true);
  const other = ownedBy(10, 0.01);
  assert.equal(other.customer?.asks, false);
  const { customer, score } = other;
  assert.equal(isReported({ score, logOdds: logOdds(score), customer: { ...customer, logOdds: 9 } }), false);
});

test('evidence of organisations has no weight to leave out where none is known', () => {
  const { candidate, context } = candidateCase(
    traffic(6, 10, () => ({ organisation: 'Acme', time: MONDAY })),
    { harvest: [0.9] },
  );
  assert.equal(oneCustomer(candidate, context, -3, new Map())?.logOdds, -3);
});

test('a likely harvest by one customer goes before all that would not be reported, and behind all that would', () => {
  const customer = { organisation: 'Acme', accounts: 9, logOdds: 4, asks: true };
  const judged = (score: number, own?: typeof customer) => ({
    score,
    logOdds: logOdds(score),
    ...(own && { customer: own }),
  });
  assert.equal(rankingOdds(judged(0.001, customer)), logOdds(REPORTED));
  assert.equal(rankingOdds(judged(0.5, customer)), logOdds(0.5));
  assert.equal(rankingOdds(judged(0.001, { ...customer, logOdds: -0.1 })), logOdds(0.001));
  assert.equal(rankingOdds(judged(0.3)), logOdds(0.3));
  assert.deepEqual([judged(0.001, customer), judged(0.001), judged(0.1), judged(0.09)].map(isReported), [
    true,
    false,
    true,
    false,
  ]);
});
