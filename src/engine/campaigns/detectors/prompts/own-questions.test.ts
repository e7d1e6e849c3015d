import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, type TemplatedSent, traffic } from '../../../../../test/fixtures/templated.ts';
import { ownQuestions } from './own-questions.ts';

const system = 'You are the assistant of a bank.';
/** Forty users with eight questions each, every second of which others ask too. */
const USERS = Array.from({ length: 320 }, (_, i): TemplatedSent => {
  const [user, n] = [i % 40, Math.floor(i / 40)];
  return { account: `s${user}`, system, user: n % 2 === 0 ? `common ${n}` : `user ${user} asks ${n}` };
});

const measure = (question: (member: number, n: number) => string, under = system) => {
  const own = traffic(8, 12, (member, n) => ({ system: under, user: question(member, n) }));
  const { candidate, context } = candidateCase([...own, ...USERS]);
  return ownQuestions.measure(candidate, context);
};

test('a sweep asks what none of the other users asks', () => {
  const sweep = measure((member, n) => `sweep ${member} ${n}`)!;
  assert.ok(sweep.statistic > 2, `${sweep.statistic}`);
  assert.match(
    sweep.text,
    /^The accounts ask what other users of their assistant do not: for half of them, 100% or more of their opening messages were sent by nobody else/,
  );
});

test('users who ask what others ask too are not above them', () => {
  const usual = measure((member, n) => (n % 2 === 0 ? `common ${n % 8}` : `m ${member} ${n % 8}`))!;
  assert.equal(usual.statistic, 0);
  const common = measure((_, n) => `common ${n}`)!;
  assert.ok(common.statistic < -2, `${common.statistic}`);
  assert.match(common.text, /^The accounts ask what other users of their assistant ask too/);
});

test('accounts whose system prompt nobody else has are compared with nobody', () => {
  assert.equal(
    measure((member, n) => `sweep ${member} ${n}`, 'You are ours alone.'),
    null,
  );
});
