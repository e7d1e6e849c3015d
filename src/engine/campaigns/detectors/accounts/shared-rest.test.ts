import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { sharedRest } from './shared-rest.ts';

/** Eight members with ten requests in question and ten others each, whose system prompt is `systemOf` says; and forty strangers. */
function shareOf(systemOf: (member: number, n: number) => string, strangers = 'none'): number | undefined {
  const members = traffic(8, 10, (member, n): TemplatedSent => ({ template: n % 2, user: `Item ${member} ${n}.` }));
  const others = members.map(({ account }, i): TemplatedSent => ({
    account: account!,
    user: `Other ${i}?`,
    system: systemOf(Number(account!.slice(1)), i % 10),
  }));
  const outside = Array.from({ length: 40 }, (_, n) => ({ account: `s${n}`, user: `Else ${n}?`, system: strangers }));
  const { candidate, context } = candidateCase([...members, ...others, ...outside]);
  return sharedRest.measure(candidate, context)?.statistic;
}

test('keys that carry the same customers share the rest of what they send', () => {
  assert.equal(
    shareOf((_, n) => `You serve customer ${n}.`),
    1,
  );
});

test('accounts with lives of their own share nothing else', () => {
  assert.equal(
    shareOf((member) => `You help ${member}.`),
    0,
  );
});

test('an assistant that everybody uses is nothing in common', () => {
  assert.equal(
    shareOf(() => 'You help everybody.', 'You help everybody.'),
    0,
  );
});

test('a log without system prompts says nothing of what else is shared', () => {
  assert.equal(
    shareOf(() => '', ''),
    undefined,
  );
});
