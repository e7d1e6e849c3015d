import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, chance, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { ownTempo } from './own-tempo.ts';

const measure = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return ownTempo.measure(candidate, context);
};

/** Eight members, thirty conversations each; the pause before each, in minutes, as `pauseOf` says. */
function paced(pauseOf: (member: number, n: number) => number): TemplatedSent[] {
  const clock = Array.from({ length: 8 }, () => MONDAY);
  return traffic(8, 30, (member, n) => {
    clock[member]! += 60_000 * pauseOf(member, n);
    return { user: `Item ${member} ${n}.`, time: clock[member]! };
  });
}

test('accounts that wait equally long for their next piece work at one tempo', () => {
  const found = measure(paced((member, n) => 5 + 60 * chance(member, n)))!;
  assert.ok(found.statistic < 0.1, found.text);
  assert.match(found.text, /All accounts work at the same tempo/);
});

test('a person, a batch and a program each keep a tempo of their own', () => {
  const found = measure(paced((member, n) => 1.7 ** member * (1 + chance(member, n))))!;
  assert.ok(found.statistic > 0.5, found.text);
  assert.match(found.text, /Each account works at its own tempo/);
});

test('nights and days off between conversations are no tempo', () => {
  const nightly = (member: number, n: number): number => (n % 5 === 0 ? 60 * (8 + member) : 5 + 20 * chance(member, n));
  assert.ok(measure(paced(nightly))!.statistic < 0.1);
});

test('without times, or where no account comes back within hours, there is no tempo to compare', () => {
  assert.equal(measure(traffic(8, 30, () => ({}))), null);
  assert.equal(measure(paced(() => (7 * HOUR) / 60_000)), null);
});
