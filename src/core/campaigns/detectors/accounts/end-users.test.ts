import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { endUsers } from './end-users.ts';

const weigh = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return endUsers.measure(candidate, context);
};

test('accounts that forward end users serve people', () => {
  const found = weigh(traffic(6, 20, (member, n) => ({ endUser: `person ${member} ${n % 5}` })));
  assert.ok(found && found.weight < 0);
  assert.match(found.text, /100% .* 30 different/);
});

test('where nobody in the whole log forwards end users, their absence says nothing', () => {
  assert.equal(weigh(traffic(6, 20, () => ({}))), null);
});

test('the more requests name a person, the more it speaks against', () => {
  const at = (share: number) => weigh(traffic(6, 20, (_, n) => (n < 20 * share ? { endUser: `p${n}` } : {})))!.weight;
  assert.ok(at(0.05) > at(0.2) && at(0.2) > at(0.5));
});
