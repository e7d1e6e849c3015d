import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MINUTE, MONDAY } from '../../../../test/fixtures/requests.ts';
import { candidateCase, traffic, type TemplatedSent } from '../../../../test/fixtures/templated.ts';
import { isRelayed, relayingOf } from './relaying.ts';

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

const HARVEST = traffic(6, 60, (m, n) => ({ time: MONDAY + (n * 6 + m) * HOUR }));

test('members that pass unrelated conversations on relay', () => {
  const { candidate, context } = candidateCase([...HARVEST, ...moved(60, 6)]);
  assert.equal(relayingOf(candidate, context).members, 6);
  assert.ok(isRelayed(candidate, context));
});

test('a campaign that moves its own conversations is no relay', () => {
  const { candidate, context } = candidateCase([...HARVEST, ...moved(60, 6, 0)]);
  assert.equal(relayingOf(candidate, context).members, 0);
  assert.ok(!isRelayed(candidate, context));
});

test('one moved conversation an account is an accident', () => {
  const { candidate, context } = candidateCase([...HARVEST, ...moved(6, 6)]);
  assert.equal(relayingOf(candidate, context).members, 0);
});
