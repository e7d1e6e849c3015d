import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MINUTE, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { relayMembership } from './relay-membership.ts';

const weigh = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return relayMembership.measure(candidate, context);
};

/** Free conversations of two turns that change from one account to the next. */
function moved(count: number, accounts: number, template?: number): TemplatedSent[] {
  return Array.from({ length: count }, (_, n): TemplatedSent[] => {
    const [user, answer] = [
      `Customer ${n} asks something`,
      `Customer ${n} gets an answer that is long enough to tell.`,
    ];
    const time = MONDAY + n * HOUR;
    const own = template === undefined ? {} : { template };
    return [
      { account: `m${n % accounts}`, user, answer, time, ...own },
      { account: `m${(n + 1) % accounts}`, user, later: [answer, 'And?'], time: time + MINUTE, ...own },
    ];
  }).flat();
}

const harvest = traffic(6, 10, () => ({}));

test('accounts that pass unrelated conversations on are keys of a relay: the relay explains what they share', () => {
  const found = weigh([...harvest, ...moved(600, 6)]);
  assert.ok(found && found.weight < 0, found?.text);
  assert.ok(found.rows.length > 0);
});

test('the larger the part of all traffic in question, the less a relay explains it', () => {
  const many = weigh([...harvest, ...moved(600, 6)])!.weight;
  const few = weigh([...harvest, ...moved(60, 6)])!.weight;
  assert.ok(few > many);
});

test('a campaign that moves its own conversations is not excused by them', () => {
  assert.equal(weigh([...harvest, ...moved(100, 6, 0)])?.weight, 0);
});

test('accounts that keep their conversations are no relay', () => {
  assert.equal(weigh([...harvest, ...moved(100, 1)])?.weight, 0);
});

test('without answers that are sent back a relay cannot be seen', () => {
  assert.equal(weigh(harvest), null);
});
