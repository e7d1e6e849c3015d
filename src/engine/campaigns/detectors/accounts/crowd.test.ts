import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { crowd } from './crowd.ts';

const measure = (accounts: number) => {
  const { candidate, context } = candidateCase(traffic(accounts, 5, () => ({})));
  return crowd.measure(candidate, context)!;
};

test('the statistic grows with the number of accounts alone', () => {
  assert.ok(Math.abs(measure(60).statistic - measure(6).statistic - Math.log(10)) < 1e-9);
});

test('the sentence names a handful as such, and a crowd', () => {
  assert.match(measure(6).text, /Only a handful of accounts do this: 6 of/);
  assert.match(measure(80).text, /A large number of accounts do this: 80 of/);
});
