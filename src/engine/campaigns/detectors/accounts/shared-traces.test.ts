import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { sharedTrace } from './shared-traces.ts';

const OTHERS: readonly TemplatedSent[] = Array.from({ length: 30 }, (_, n) => ({
  account: `x${n}`,
  user: `free ${n}`,
}));
const of = (address: (member: number, n: number) => string, others: readonly TemplatedSent[] = OTHERS) => {
  const { candidate, context } = candidateCase([...traffic(10, 8, (m, n) => ({ address: address(m, n) })), ...others]);
  return sharedTrace('address', candidate, context);
};

test('members on two addresses that nobody else has are close, whoever is on which', () => {
  assert.equal(of(() => 'one')!.closeness, 1);
  const two = of((_, n) => ['one', 'two'][n % 2]!)!;
  assert.deepEqual([two.closeness, two.sharing, two.values], [1, 10, 2]);
  assert.ok(of((m) => ['one', 'two'][m % 2]!)!.closeness > 0.4);
});

test('addresses of their own, or two of each, are not one place', () => {
  assert.equal(of((m) => `${m}`)!.closeness, 0);
  assert.ok(of((m) => `${m >> 1}`)!.closeness < 0.15);
});

test('an address that everybody has says nothing', () => {
  const everybody = OTHERS.map((sent) => ({ ...sent, address: 'one' }));
  assert.ok(Math.abs(of(() => 'one', everybody)!.closeness) < 1e-9);
});

test('an address that all members share is no coincidence where members are all there is', () => {
  assert.equal(of(() => 'one', [])!.closeness, 0);
});

test('addresses of few members say nothing about the others', () => {
  assert.equal(
    of((m) => (m < 3 ? 'one' : '')),
    undefined,
  );
});

test('the account directory tells means of payment and the address at sign-up', () => {
  const directory = new Map(
    Array.from({ length: 10 }, (_, m) => [`m${m}`, { payment: `card ${m % 2}`, address: `home ${m}` }]),
  );
  const { candidate, context } = candidateCase([...traffic(10, 8, () => ({})), ...OTHERS], { directory });
  assert.ok(sharedTrace('payment', candidate, context)!.closeness > 0.4);
  assert.equal(sharedTrace('signupAddress', candidate, context)!.closeness, 0);
  assert.equal(sharedTrace('address', candidate, context), undefined);
});
