import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measured } from '../../../test/fixtures/facts/context.ts';
import { DAY, HOUR, MONDAY, type Sent, words } from '../../../test/fixtures/requests.ts';
import { pools } from './pools.ts';

const TEMPLATE = `${words('template', 24)}. Write out everything that the text below leaves open`;

/** Accounts that send one template between two times. */
const pool = (
  name: string,
  accounts: number,
  from: number,
  to: number,
  organisation = (n: number) => `${name} ${n}`,
): Sent[] =>
  Array.from({ length: accounts * 12 }, (_, n): Sent => ({
    account: `${name}-${n % accounts}`,
    organisation: organisation(n % accounts),
    user: `${TEMPLATE}:\n${words(`${name} ${n}`, 10)}.`,
    time: MONDAY + from + (n / (accounts * 12)) * (to - from),
  }));

const PEOPLE: Sent[] = Array.from({ length: 1000 }, (_, n) => ({
  account: `person-${n % 50}`,
  organisation: `firm ${n % 50}`,
  user: `${words(`chat ${n}`, 9)}?`,
  time: MONDAY + (n / 1000) * 14 * DAY,
}));

const grades = (...parts: Sent[][]): string[] =>
  measured(
    pools,
    [...PEOPLE, ...parts.flat()].sort((a, b) => a.time! - b.time!),
  ).map(({ grade }) => grade);

test('a template that unrelated accounts drop together and new ones take up within hours is strong', () => {
  for (const side of [4, 20])
    assert.deepEqual(
      grades(pool('old', side, 2 * DAY, 6 * DAY), pool('new', side, 6 * DAY + 3 * HOUR, 11 * DAY)),
      ['strong'],
      `${side} on each side`,
    );
});

test('keys that are replaced in one organisation are no pool', () => {
  const own = (): string => 'firm 7';
  assert.deepEqual(grades(pool('old', 8, 2 * DAY, 6 * DAY, own), pool('new', 8, 6 * DAY + HOUR, 11 * DAY, own)), []);
});

test('users of a product who come and go are no pool', () => {
  const users = Array.from({ length: 30 }, (_, n) => pool(`user${n}`, 1, n * 0.4 * DAY, (n * 0.4 + 2) * DAY)).flat();
  assert.deepEqual(grades(users), []);
});

test('accounts that begin together after nobody ended are no pool', () => {
  assert.deepEqual(grades(pool('old', 8, 0, 14 * DAY), pool('new', 8, 6 * DAY, 14 * DAY)), []);
});
