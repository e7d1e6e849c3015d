import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, type TemplatedSent, traffic } from '../../../../test/fixtures/templated.ts';
import { compared, isAmongUsers, neighboursOf } from './neighbours.ts';

const system = 'You are the assistant of a bank.';
const users = (count: number, each = 6): TemplatedSent[] =>
  Array.from({ length: count * each }, (_, i) => ({ account: `s${i % count}`, system, user: `free ${i % 50}` }));

test('members are seen by their requests in question, all others by what they send under the same system prompt', () => {
  const own = traffic(6, 10, (member, n) => ({ system, user: n < 4 ? `free ${n}` : `own ${member} ${n}` }));
  const cover = Array.from({ length: 6 }, (_, member): TemplatedSent => ({
    account: `m${member}`,
    system,
    user: 'cover',
  }));
  const { candidate, context } = candidateCase([...own, ...cover, ...users(40), { account: 's0', user: 'elsewhere' }]);
  const { members, others } = neighboursOf(candidate, context.table)!;
  assert.deepEqual(
    members,
    Array.from({ length: 6 }, () => ({ requests: 10, later: 0, messages: 10, alone: 6 })),
  );
  assert.equal(others.length, 40);
  assert.deepEqual(others[0], { requests: 6, later: 0, messages: others[0]!.messages, alone: 0 });
  assert.ok(isAmongUsers(candidate, context.table));
});

test('requests without a system prompt in common, or under one that hardly anyone else has, have no neighbours', () => {
  const own = (of: (member: number, n: number) => string) => traffic(6, 10, (member, n) => ({ system: of(member, n) }));
  for (const sent of [own((member, n) => `You are ${member} ${n}.`), own(() => system)]) {
    const { candidate, context } = candidateCase([...sent, ...users(20)]);
    assert.equal(neighboursOf(candidate, context.table), null);
    assert.ok(!isAmongUsers(candidate, context.table));
  }
});

test('most of an assistant’s users are not among its users: they are its users', () => {
  const { candidate, context } = candidateCase([...traffic(60, 5, () => ({ system })), ...users(35)]);
  assert.ok(!isAmongUsers(candidate, context.table));
});

test('a comparison says how probable it is that a member is above another, and is drawn in where members are few', () => {
  const others = Array.from({ length: 40 }, (_, n) => n / 40);
  const all = compared([2, 2, 2, 2, 2], others)!;
  assert.equal(all.above, 1);
  assert.ok(Math.abs(all.logOdds - Math.log(6)) < 1e-9);
  const none = compared([-1, -1, -1, -1, -1], others)!;
  assert.ok(Math.abs(none.logOdds + Math.log(6)) < 1e-9);
  const ties = compared(
    Array.from({ length: 5 }, () => 1),
    Array.from({ length: 30 }, () => 1),
  )!;
  assert.deepEqual([ties.above, ties.logOdds, ties.member, ties.other], [0.5, 0, 1, 1]);
});

test('few members, few others, and members that outnumber the others are not compared', () => {
  const list = (length: number): number[] => Array.from({ length }, (_, n) => n);
  assert.equal(compared(list(4), list(40)), null);
  assert.equal(compared(list(5), list(29)), null);
  assert.equal(compared(list(41), list(40)), null);
});
