import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MONDAY } from '../../../../test/fixtures/requests.ts';
import { templated, type TemplatedSent } from '../../../../test/fixtures/templated.ts';
import { accountProfiles } from '../../accounts/account-profiles.ts';
import { oneOperator } from './cases.ts';
import { type Conduct, conductOf, DISTANCES } from './conduct.ts';

/** Conduct of two groups of eight accounts; each account sends ten requests a day from the hour of its group on. */
function conductAt(hours: readonly [number, number], times = true): Conduct[] {
  const sent = [0, 1].flatMap((group) =>
    Array.from({ length: 80 }, (_, i): TemplatedSent => ({
      account: `a${group}-${i % 8}`,
      user: `question ${i}`,
      template: group,
      outputTokens: 300,
      ...(times && { time: MONDAY + Math.floor(i / 8) * (DAY / 2) + hours[group]! * HOUR }),
    })),
  );
  const { table, slices } = templated(sent);
  const context = { table, profiles: accountProfiles(table, new Map()) };
  return [0, 1].map((template) => {
    const own = slices.ofTemplate.get(template)!;
    const candidate = {
      kind: 'deep' as const,
      accounts: own.map(({ account }) => account),
      membership: [],
      traits: [],
      near: [],
      templates: [template],
      slices: own.map((slice) => [slice]),
      information: 0,
      strangers: [0],
    };
    return conductOf(candidate, context);
  });
}

test('groups that do the same are no distance apart, whoever their accounts are', () => {
  const [a, b] = conductAt([3, 3]);
  for (const [id, distance] of Object.entries(DISTANCES)) assert.ok(Math.abs(distance(a!, b!)) < 1e-9, id);
});

test('groups that work at other hours are apart in these, and not in how much they send', () => {
  const [a, b] = conductAt([3, 8]);
  assert.equal(DISTANCES.hours!(a!, b!), 1);
  assert.equal(DISTANCES.volume!(a!, b!), 0);
  const [c, d] = conductAt([3, 3]);
  assert.ok(oneOperator(a!, b!) < oneOperator(c!, d!));
});

test('what a log does not say tells nothing: without times, two groups are as likely one operator’s as what else is known makes them', () => {
  const [a, b] = conductAt([3, 3], false);
  assert.ok(Number.isNaN(DISTANCES.hours!(a!, b!)));
  assert.ok(Number.isFinite(oneOperator(a!, b!)));
});

test('the distance between two groups is the same both ways', () => {
  const [a, b] = conductAt([3, 9]);
  for (const [id, distance] of Object.entries(DISTANCES)) assert.equal(distance(a!, b!), distance(b!, a!), id);
});
