import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clearedAs, customerSentences, customerText, relayText } from './one-customer.ts';

const customer = { organisation: 'Acme', accounts: 2, score: 0.94, asks: true };
const campaign = { verdict: 'harvest', accounts: ['a', 'b', 'c'], customer };

test('whose accounts they are and how likely a harvest is, with what no log can tell', () => {
  const said =
    '2 of 3 accounts belong to Acme: a harvest with a probability of 94% (very likely), by all evidence but that; whether that is allowed is a matter of its contract';
  assert.equal(customerText(campaign), said);
  assert.deepEqual(customerSentences(campaign), [`${said}.`]);
});

test('below the threshold nothing is said of a contract, and that it does not ask for a harvest is', () => {
  const less = { ...campaign, verdict: 'none', customer: { ...customer, score: 0.6, asks: false } };
  assert.equal(
    customerText(less),
    '2 of 3 accounts belong to Acme: a harvest with a probability of 60% (about as likely as not), by all evidence but that; what they ask for does not suggest one',
  );
  assert.doesNotMatch(customerText({ ...less, customer: { ...customer, score: 0.6 } }) ?? '', /contract|does not/);
});

test('of several customers nothing is said', () => {
  const several = { verdict: 'distillation', accounts: ['a', 'b'] };
  assert.equal(customerText(several), undefined);
  assert.deepEqual(customerSentences(several), []);
});

test('a group that is cleared is coordinated all the same, and not called innocent where that is open', () => {
  const said = (score: number, asks: boolean): string => clearedAs({ customer: { score, asks } });
  assert.equal(said(0.03, true), 'Coordinated by one customer, not a harvest (probability 3.0%). ');
  assert.equal(said(0.95, false), 'Coordinated by one customer; what they ask for does not suggest a harvest. ');
  assert.equal(said(0.2, true), 'Coordinated by one customer, a harvest below the threshold (probability 20%). ');
  assert.equal(clearedAs({ coordinated: true }), 'Coordinated, not a harvest. ');
  assert.equal(clearedAs({}), '');
});

test('a campaign whose accounts are mostly those of a relay says so, and the relay names that campaign', () => {
  const relay = { id: 'R1', verdict: 'relay', accounts: ['a', 'b', 'c'] };
  const carried = { id: 'C2', verdict: 'suspected', accounts: ['a', 'b', 'd'] };
  const apart = { id: 'C3', verdict: 'distillation', accounts: ['a', 'd', 'e', 'f'] };
  const all = [relay, carried, apart];
  assert.equal(relayText(carried, all), '2 of 3 accounts belong to relay R1, so those who asked may be its customers');
  assert.equal(relayText(relay, all), 'most accounts of C2 are its own');
  assert.equal(relayText(apart, all), undefined);
  assert.equal(relayText(relay, [relay, apart]), undefined);
});
