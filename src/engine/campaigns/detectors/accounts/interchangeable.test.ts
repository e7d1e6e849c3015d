import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, chance, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { interchangeable } from './interchangeable.ts';

const measure = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return interchangeable.measure(candidate, context);
};
const lengths = (of: (member: number, n: number) => number, each = 30): TemplatedSent[] =>
  traffic(8, each, (member, n) => ({ outputTokens: Math.round(of(member, n)) }));

test('accounts that get answers of one kind could be exchanged', () => {
  const found = measure(lengths((member, n) => 100 + 400 * chance(member, n)))!;
  assert.ok(found.statistic < 0.1, found.text);
  assert.match(found.text, /equally long whichever account asks/);
});

test('accounts with answers of their own length are customers with data of their own', () => {
  const found = measure(lengths((member, n) => 50 * 2 ** member * (1 + chance(member, n))))!;
  assert.ok(found.statistic > 0.4, found.text);
  assert.match(found.text, /answers of its own length:/);
});

test('templates of different length that all accounts send make no difference between accounts', () => {
  const two = traffic(8, 30, (member, n) => ({
    template: n % 2,
    outputTokens: Math.round((n % 2 ? 50 : 2000) * (1 + chance(member, n))),
  }));
  assert.ok(measure(two)!.statistic < 0.1);
});

test('without numbers of tokens, with one answer an account or with equal answers nothing is compared', () => {
  assert.equal(measure(traffic(8, 30, () => ({}))), null);
  assert.equal(measure(lengths((member, n) => 100 + member + n, 1)), null);
  assert.equal(measure(lengths(() => 100)), null);
});
