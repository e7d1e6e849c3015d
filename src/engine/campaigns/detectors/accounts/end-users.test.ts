import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { endUsers } from './end-users.ts';

const measure = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return endUsers.measure(candidate, context);
};
const product = Array.from({ length: 20 }, (_, n) => ({ account: 'x', user: `free ${n}`, endUser: `p${n}` }));

test('accounts that forward end users serve people', () => {
  const found = measure(traffic(6, 20, (member, n) => ({ endUser: `person ${member} ${n % 5}` })))!;
  assert.equal(found.statistic, 1);
  assert.match(
    found.text,
    /like a product’s: 100% name an end user, 30 people in all\. Whoever sends a request can name anybody/,
  );
});

test('accounts that each name one end user are that user: nothing more is known of them', () => {
  assert.equal(measure(traffic(6, 20, (member) => ({ endUser: `person ${member}` }))), null);
  assert.equal(measure([...traffic(6, 20, (member) => ({ endUser: `person ${member}` })), ...product]), null);
});

test('a lack of end users says nothing where hardly anybody in the whole log forwards them', () => {
  assert.equal(measure(traffic(6, 20, () => ({}))), null);
  assert.equal(measure([...traffic(6, 40, () => ({})), ...product.slice(0, 2)]), null);
});

test('accounts without any end user are told so where end users are usual', () => {
  const found = measure([...traffic(6, 20, () => ({})), ...product])!;
  assert.equal(found.statistic, 0);
  assert.match(found.text, /not sent on behalf of end users/);
});
