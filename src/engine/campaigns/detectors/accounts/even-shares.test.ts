import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { evenShares } from './even-shares.ts';

const measure = (each: (member: number) => number, accounts = 8) => {
  const sent = Array.from({ length: accounts }, (_, m) =>
    traffic(1, each(m), (_, n) => ({ account: `m${m}`, user: `p${m} ${n}` })),
  ).flat();
  const { candidate, context } = candidateCase(sent);
  return evenShares.measure(candidate, context);
};

test('quotas make shares even, people’s shares differ widely', () => {
  const even = measure((m) => 40 + (m % 3))!;
  const uneven = measure((m) => 3 * 2 ** m)!;
  assert.ok(even.statistic < -2, even.text);
  assert.ok(uneven.statistic > 0, uneven.text);
  assert.match(even.text, /^The work is shared out evenly: 40\.9 conversations .* between 40 and 41\.$/);
  assert.match(uneven.text, /^The accounts differ widely/);
});

test('an agent’s loop is one conversation: a busy one is no larger share', () => {
  const sent = traffic(8, 40, (m, n) => ({
    template: 0,
    user: m === 0 ? `loop ${n >> 2}` : `p${m} ${n >> 2}`,
    time: n,
  }));
  const { candidate, context } = candidateCase(sent);
  assert.ok(evenShares.measure(candidate, context)!.statistic < -2);
});

test('shares of few accounts, or of few conversations of each, say nothing', () => {
  assert.equal(
    measure(() => 40, 3),
    null,
  );
  assert.equal(
    measure(() => 2),
    null,
  );
});
