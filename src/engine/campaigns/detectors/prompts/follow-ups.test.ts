import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, type TemplatedSent, traffic } from '../../../../../test/fixtures/templated.ts';
import { followUps } from './follow-ups.ts';

const system = 'You are the assistant of a bank.';
/** Forty users with eight requests each, of which `later` go on with a conversation. */
const users = (later: number): TemplatedSent[] =>
  Array.from({ length: 320 }, (_, i): TemplatedSent => {
    const n = Math.floor(i / 40);
    return { account: `s${i % 40}`, system, user: `free ${i}`, ...(n < later && { later: ['Yes.', 'And then?'] }) };
  });

const measure = (later: (n: number) => boolean, usual = 3) => {
  const own = traffic(8, 12, (_, n) => ({ system, ...(later(n) && { later: ['Yes.', 'And then?'] }) }));
  const { candidate, context } = candidateCase([...own, ...users(usual)]);
  return followUps.measure(candidate, context);
};

test('who collects answers asks the next question, where other users ask on', () => {
  const sweep = measure(() => false)!;
  assert.ok(sweep.statistic > 2, `${sweep.statistic}`);
  assert.match(
    sweep.text,
    /^The accounts follow up less .*: for half of them, 100% or more of their requests open a conversation/,
  );
});

test('members who ask on more than others are below them', () => {
  const talkers = measure((n) => n % 2 === 0)!;
  assert.ok(talkers.statistic < -2, `${talkers.statistic}`);
  assert.match(talkers.text, /^The accounts follow up more/);
});

test('under a system prompt where nobody asks on, a lack of follow-ups says nothing', () => {
  assert.equal(
    measure(() => false, 0),
    null,
  );
});
