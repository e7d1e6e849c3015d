import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { popularProgram } from './popular-program.ts';

const AGENT = 'You are a coding agent.';

const measure = (framed: (n: number) => boolean, outside: number, strangers = 60) => {
  const users = Array.from({ length: outside }, (_, n) => ({ account: `u${n}`, system: AGENT, user: `free ${n}` }));
  const rest = Array.from({ length: strangers }, (_, n) => ({ account: `s${n}`, user: `other ${n}` }));
  const own = traffic(6, 20, (_, n) => (framed(n) ? { system: AGENT } : {}));
  const { candidate, context } = candidateCase([...own, ...users, ...rest]);
  return popularProgram.measure(candidate, context);
};

test('requests under the system prompt of a program come through it where more others use it than members do', () => {
  const [all, half, few] = [measure(() => true, 12)!, measure((n) => n % 2 === 0, 12)!, measure(() => true, 6)!];
  assert.deepEqual([all.statistic, half.statistic, few.statistic], [1, 0.5, 0]);
  assert.match(all.text, /^The requests come through a program that others use: 120 of 120 .*; 12 other accounts/);
  assert.match(few.text, /^Hardly any of the requests/);
  assert.equal(all.rows.length, 20);
});

test('of users of an assistant, who all have its system prompt, and where no system prompt is recorded nothing is said', () => {
  assert.equal(
    measure(() => true, 60, 4),
    null,
  );
  assert.equal(
    measure(() => false, 0),
    null,
  );
});
