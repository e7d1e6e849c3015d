import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MINUTE, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { continuation } from './continuation.ts';

/** Conversations of two turns; `second` names who sends the second turn, and when. */
function conversations(count: number, second: (n: number) => Partial<TemplatedSent>): TemplatedSent[] {
  return Array.from({ length: count }, (_, n): TemplatedSent[] => {
    const time = MONDAY + n * HOUR;
    const user = `Question number ${n} of a conversation`;
    const answer = `This is the long and only answer to question number ${n}.`;
    return [
      { account: `m${n % 5}`, template: 0, user, answer, time },
      { account: `m${n % 5}`, template: 0, user, later: [answer, 'Go on.'], time: time + 5 * MINUTE, ...second(n) },
    ];
  }).flat();
}

const weigh = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return continuation.measure(candidate, context);
};

test('conversations that go on under another account speak for one operator, with the turns that show it', () => {
  const found = weigh(conversations(20, (n) => ({ account: `m${(n + 1) % 5}` })));
  assert.ok(found && found.weight > 0);
  assert.deepEqual([found.statistic, found.n, found.rows.length], [1, 20, 20]);
});

test('conversations that stay with their account are no evidence', () => {
  assert.equal(weigh(conversations(20, () => ({})))?.weight, 0);
});

test('one or two moved conversations are no pattern', () => {
  assert.equal(weigh(conversations(20, (n) => (n < 2 ? { account: `m${(n + 1) % 5}` } : {})))?.weight, 0);
});

test('without later turns, or without answers in the log, there is nothing to see', () => {
  const single = conversations(20, () => ({})).filter((_, i) => i % 2 === 0);
  assert.equal(weigh(single), null);
  assert.equal(weigh(single.map(({ answer: _, ...sent }) => sent)), null);
});

test('turns without times are not taken for moved ones', () => {
  const timeless = conversations(20, (n) => ({ account: `m${(n + 1) % 5}` })).map(({ time: _, ...sent }) => sent);
  assert.equal(weigh(timeless)?.weight ?? 0, 0);
});
