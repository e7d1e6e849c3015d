import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { sameProgram } from './same-program.ts';

/** Eight members with ten requests in question and as many others, the latter with a temperature as `settingOf` says. */
function shareOf(settingOf: (member: number, n: number) => number, each = 10, strangers = 80): number | undefined {
  const members = traffic(8, 10, () => ({ parameters: { temperature: 0.7 } }));
  const others = Array.from({ length: 8 * each }, (_, i): TemplatedSent => {
    const [member, n] = [Math.floor(i / each), i % each];
    return { account: `m${member}`, user: `Other ${i}?`, parameters: { temperature: settingOf(member, n) } };
  });
  const elsewhere = Array.from({ length: strangers }, (_, n): TemplatedSent => ({
    account: `s${n % 9}`,
    user: `Strange ${n}?`,
    parameters: { temperature: 0.3 },
  }));
  const { candidate, context } = candidateCase([...members, ...others, ...elsewhere]);
  return sameProgram.measure(candidate, context)?.statistic;
}

test('a program sets parameters in one way, whatever it asks', () => {
  assert.equal(
    shareOf(() => 0.7),
    1,
  );
});

test('cover traffic from elsewhere has settings of its own', () => {
  assert.equal(
    shareOf((member) => member / 10 + 0.05),
    0,
  );
  assert.equal(
    shareOf((_, n) => (n % 2 === 0 ? 0.7 : 0)),
    0.5,
  );
});

test('equal parameters say nothing of a program where everybody’s requests have them', () => {
  assert.equal(
    shareOf(() => 0.7, 10, 10),
    undefined,
  );
});

test('accounts that send little else cannot be compared', () => {
  assert.equal(
    shareOf(() => 0.7, 2),
    undefined,
  );
});

test('a log that tells no parameters says nothing of programs', () => {
  const others = Array.from({ length: 80 }, (_, i): TemplatedSent => ({ account: `m${i % 8}`, user: `Other ${i}?` }));
  const { candidate, context } = candidateCase([...traffic(8, 10, () => ({})), ...others]);
  assert.equal(sameProgram.measure(candidate, context), null);
});

test('accounts that did this once, within one session, may do the rest with any program', () => {
  const sides = [1, DAY].map((pause) => {
    const members = traffic(8, 10, (_, n) => ({ parameters: { temperature: 0.7 }, time: MONDAY + n * pause }));
    const rest = traffic(16, 10, (member) => ({
      account: `${member < 8 ? 'm' : 's'}${member % 8}`,
      parameters: { temperature: 0.3 },
      time: MONDAY + 30 * DAY,
    })).map(({ template: _, ...sent }) => sent);
    const { candidate, context } = candidateCase([...members, ...rest]);
    return sameProgram.measure(candidate, context)!;
  });
  assert.deepEqual(
    sides.map(({ statistic, silent }) => [statistic, silent]),
    [
      [0, 'for'],
      [0, undefined],
    ],
  );
});

test('what accounts send beside the work that they mostly do clears nobody: what no template holds of a harvest comes from the same program', () => {
  const sides = [10, 5].map((each) => {
    const members = traffic(8, 10, () => ({ parameters: { temperature: 0.7 } }));
    const rest = Array.from({ length: 8 * each }, (_, i): TemplatedSent => ({
      account: `m${i % 8}`,
      user: `Other ${i}?`,
      parameters: { temperature: 0.7 },
    }));
    const elsewhere = traffic(8, 10, (member) => ({ account: `s${member}`, parameters: { temperature: 0.3 } })).map(
      ({ template: _, ...sent }) => sent,
    );
    const { candidate, context } = candidateCase([...members, ...rest, ...elsewhere]);
    return sameProgram.measure(candidate, context)!;
  });
  assert.deepEqual(
    sides.map(({ statistic, silent }) => [statistic, silent]),
    [
      [1, undefined],
      [1, 'against'],
    ],
  );
  assert.match(sides[1]!.text, /does not speak against a campaign/);
});
