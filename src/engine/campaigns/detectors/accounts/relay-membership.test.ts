import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MINUTE, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { relayMembership } from './relay-membership.ts';

const measure = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return relayMembership.measure(candidate, context);
};

/** Free conversations of two turns that change from one account to the next. */
function moved(count: number, accounts: number): TemplatedSent[] {
  return Array.from({ length: count }, (_, n): TemplatedSent[] => {
    const [user, answer] = [
      `Customer ${n} asks something`,
      `Customer ${n} gets an answer that is long enough to tell.`,
    ];
    const time = MONDAY + n * HOUR;
    return [
      { account: `m${n % accounts}`, user, answer, time },
      { account: `m${(n + 1) % accounts}`, user, later: [answer, 'And?'], time: time + MINUTE },
    ];
  }).flat();
}

const harvest = traffic(6, 10, () => ({}));

test('accounts that pass unrelated conversations on are keys of a relay: the relay explains what they share', () => {
  const found = measure([...harvest, ...moved(600, 6)])!;
  assert.equal(found.statistic, 1);
  assert.match(found.text, /keys of a relay.*: 6 of the 6 accounts .* are 4\.8% of their traffic/);
  assert.ok(found.rows.length > 0);
});

test('one client’s stream inside a relay is named as such', () => {
  const { candidate, context } = candidateCase([...harvest, ...moved(600, 6)]);
  const found = relayMembership.measure({ ...candidate, kind: 'relayed' }, context)!;
  assert.match(found.text, /one client of a relay, .* 4\.8% of what .* 6 of the 6 accounts continue/);
});

test('accounts that keep their conversations are no relay', () => {
  const found = measure([...harvest, ...moved(100, 1)])!;
  assert.equal(found.statistic, 0);
  assert.match(found.text, /none of the 6 accounts/);
});

test('without answers that are sent back a relay cannot be seen', () => {
  assert.equal(measure(harvest), null);
});
