import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  DAY,
  locationOf,
  MINUTE,
  MONDAY,
  request,
  type Sent,
  shuffled,
  tableOf,
  words,
} from '../../../../test/fixtures/requests.ts';
import { accountProfiles } from '../../accounts/account-profiles.ts';
import { RequestTable } from '../../table/request-table.ts';
import { accountDays, ALL, daySignatures, MIN_ACCOUNTS, modelCohort, NEW } from './account-days.ts';
import { SCALE } from './day-signatures.ts';
import { SIGNS } from './request-marks.ts';

const signaturesOf = (table: RequestTable, directory = new Map<string, { createdAt: number }>()) =>
  daySignatures(accountProfiles(table, directory).values(), table);
const signsOf = (sent: readonly Sent[]): Int32Array[] => {
  const table = tableOf(sent);
  return Array.from(accountDays(accountProfiles(table, new Map()).values(), table), ({ signs }) => signs.get(ALL)!);
};

/** Two days of accounts that each send three requests. */
const traffic = Array.from({ length: 180 }, (_, n): Sent => ({
  account: `account-${n % 30}`,
  system: `You help with ${words(n % 4)}.`,
  user: `Tell me about this:\n${words(`text ${n}`)}.`,
  model: n % 2 ? 'large' : 'small',
  time: MONDAY + (n % 2) * DAY + n * MINUTE,
}));

test('an account counts the same however much it sends', () => {
  const one = { account: 'a', user: 'Say hello.', time: MONDAY };
  const [alone] = signsOf([one]);
  const [many] = signsOf(Array.from({ length: 500 }, (_, n) => ({ ...one, time: MONDAY + n * MINUTE })));
  assert.deepEqual(many, alone);
  assert.ok(alone!.every((sign) => Math.abs(sign) <= SCALE));
});

test('requests are as alike as what they have in common', () => {
  const text = (from: number): string => Array.from({ length: 10 }, (_, n) => `${words(from + n, 5)}.`).join('\n');
  const likeness = (a: Sent, b: Sent): number => {
    const [x, y] = signsOf([
      { account: 'a', time: MONDAY, ...a },
      { account: 'b', time: MONDAY, ...b },
    ]) as [Int32Array, Int32Array];
    return x.reduce((sum, sign, at) => sum + sign * y[at]!, 0) / SCALE ** 2 / SIGNS;
  };
  const same = likeness({ system: 'Be brief.', user: text(0) }, { system: 'Be brief.', user: text(0) });
  const half = likeness({ system: 'Be brief.', user: text(0) }, { system: 'Be brief.', user: text(5) });
  const none = likeness(
    { system: 'Be brief.', user: text(0) },
    { system: 'Be long.', user: text(50), answer: '{}', media: 3 },
  );
  assert.equal(same, 1);
  assert.ok(half > 0.5 && half < 0.85, String(half));
  assert.ok(none < 0.4, String(none));
});

test('the signatures of days are the same whatever the order in which parts of a log come', () => {
  const whole = JSON.stringify(signaturesOf(tableOf(traffic)));
  for (const seed of [1, 2, 3]) {
    const table = new RequestTable();
    for (const part of shuffled([0, 1, 2, 3], seed)) {
      const own = new RequestTable();
      traffic.forEach((sent, n) => n % 4 === part && own.add(request(sent), locationOf(n)));
      table.merge(own);
    }
    assert.equal(JSON.stringify(signaturesOf(table.finish())), whole);
  }
});

test('cohorts are models and accounts in their first week; those that are never large are left out', () => {
  const created = new Map(
    Array.from({ length: 25 }, (_, n) => [`account-${n}`, { createdAt: MONDAY - 3 * DAY }] as const),
  );
  created.set('account-29', { createdAt: MONDAY - 30 * DAY });
  const rare = Array.from({ length: MIN_ACCOUNTS - 1 }, (_, n) => ({
    account: `account-${n}`,
    model: 'rare',
    time: MONDAY,
  }));
  const found = signaturesOf(tableOf([...traffic, ...rare]), created);
  const day = MONDAY / DAY;
  const sizes = (cohort: number) =>
    found.filter((one) => one.cohort === cohort).map((one) => [one.day - day, one.accounts]);
  assert.deepEqual(sizes(modelCohort('rare')), []);
  assert.deepEqual(sizes(ALL), [
    [0, 24],
    [1, 15],
  ]);
  assert.deepEqual(sizes(NEW), [
    [0, 22],
    [1, 12],
  ]);
});

test('accounts that are only an address are left out, and requests without a time belong to no day', () => {
  const table = new RequestTable();
  table.add(
    { ...request({ user: 'Hi', time: MONDAY }), account: { value: '10.0.0.1', kind: 'address' } },
    locationOf(0),
  );
  table.add(request({ account: 'a', user: 'Hi' }), locationOf(1));
  assert.deepEqual(signaturesOf(table.finish()), []);
});
