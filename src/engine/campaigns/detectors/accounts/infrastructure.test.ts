import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { infrastructure } from './infrastructure.ts';

const OTHERS: readonly TemplatedSent[] = Array.from({ length: 30 }, (_, n) => ({
  account: `x${n}`,
  user: `free ${n}`,
}));
const measure = (address: (member: number) => string, payment?: string) => {
  const directory = new Map(payment ? Array.from({ length: 10 }, (_, m) => [`m${m}`, { payment }]) : []);
  const { candidate, context } = candidateCase([...traffic(10, 8, (m) => ({ address: address(m) })), ...OTHERS], {
    directory,
  });
  return infrastructure.measure(candidate, context);
};

test('all members on one address that nobody else uses come from one place', () => {
  const found = measure(() => 'one')!;
  assert.equal(found.statistic, 1);
  assert.match(found.text, /^The accounts come from the same place: all 10 accounts share 1 address /);
});

test('accounts that were paid for with one card come from one place, wherever they connect from', () => {
  const found = measure((m) => `${m}`, 'card')!;
  assert.equal(found.statistic, 1);
  assert.match(found.text, /share 1 means of payment/);
});

test('addresses of their own are the members’ own places', () => {
  const found = measure((m) => `${m}`)!;
  assert.equal(found.statistic, 0);
  assert.match(found.text, /none of the 10 accounts/);
});

test('without addresses and a directory nothing is known of places', () => {
  assert.equal(
    measure(() => ''),
    null,
  );
});

test('keys of one organisation that come from its office are no evidence', () => {
  const { candidate, context } = candidateCase([
    ...traffic(10, 8, () => ({ address: 'office', organisation: 'Acme' })),
    ...OTHERS,
  ]);
  assert.equal(infrastructure.measure(candidate, context), null);
});
