import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { sharedRest } from './shared-rest.ts';

/** Eight members with ten requests in question and ten others each, whose system prompt is `systemOf` says; and forty strangers. */
const shareOf = (...args: Parameters<typeof measured>): number | undefined => measured(...args)?.statistic;

function measured(
  systemOf: (member: number, n: number) => string,
  strangers = 'none',
  more: readonly TemplatedSent[] = [],
): ReturnType<typeof sharedRest.measure> {
  const members = traffic(8, 10, (member, n): TemplatedSent => ({ template: n % 2, user: `Item ${member} ${n}.` }));
  const others = members.map(({ account }, i): TemplatedSent => ({
    account: account!,
    user: `Other ${i}?`,
    system: systemOf(Number(account!.slice(1)), i % 10),
  }));
  const outside = Array.from({ length: 40 }, (_, n) => ({ account: `s${n}`, user: `Else ${n}?`, system: strangers }));
  const { candidate, context } = candidateCase([...members, ...others, ...outside, ...more]);
  return sharedRest.measure(candidate, context);
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

/** A conversation that the first account begins and the second goes on with. */
const moved = (from: string, to: string): TemplatedSent[] =>
  [0, 1, 2].flatMap((n): TemplatedSent[] => {
    const asked = {
      user: `What of the ${n}th matter of ${from}?`,
      answer: `The ${n}th matter of ${from} is settled, and nothing more is to be done about it this year.`,
    };
    const time = MONDAY + n * HOUR;
    return [
      { account: from, time, ...asked },
      { account: to, time: time + 60_000, user: asked.user, later: [asked.answer, 'And then?'] },
    ];
  });

test('requests that accounts share besides speak against a campaign only where some of them pass conversations on', () => {
  const same = (_: number, n: number): string => `You serve customer ${n}.`;
  const unknown = measured(same)!;
  const alone = measured(same, 'none', moved('s1', 's1'))!;
  const passing = measured(same, 'none', [...moved('m1', 'm2'), ...moved('m2', 'm1')])!;
  assert.deepEqual([unknown.silent, alone.silent, passing.silent], [undefined, 'against', undefined]);
  assert.match(alone.text, /None passes on conversations as keys of a relay do, so this does not speak against/);
  assert.deepEqual([alone.statistic > 0.9, passing.statistic > 0.5], [true, true]);
});
