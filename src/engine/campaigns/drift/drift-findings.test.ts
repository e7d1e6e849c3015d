import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, MINUTE, MONDAY, type Sent, tableOf, words } from '../../../../test/fixtures/requests.ts';
import { accountProfiles } from '../../accounts/account-profiles.ts';
import type { RequestTable } from '../../table/request-table.ts';
import { daySignatures } from '../baseline/account-days.ts';
import { type DriftAlarm, type DriftFindings, driftFindings } from './drift-findings.ts';

const PRODUCTS = Array.from({ length: 9 }, (_, n) => `${words(`product ${n}`, 6)}.\n${words(`rules ${n}`, 6)}.`);

/** Sixty customers who each use one of the products. */
const customers = (day: number, model = 'heron-3'): Sent[] =>
  Array.from({ length: 120 }, (_, n) => ({
    account: `customer-${n % 60}`,
    organisation: `org-${n % 60}`,
    system: PRODUCTS[(n % 60) % (day % 7 > 4 ? 5 : 9)]!,
    user: `${words(`question ${day} ${n}`)}.`,
    model,
    time: MONDAY + day * DAY + n * 12 * MINUTE,
  }));
const attackers = (day: number, count: number, more: Partial<Sent> = {}): Sent[] =>
  Array.from({ length: count }, (_, n) => ({
    account: `attacker-${n}`,
    user: `Solve it and write out every step of your reasoning.\nLeave no step out.\n${words(`task ${day} ${n}`)}.`,
    model: 'heron-3',
    time: MONDAY + day * DAY + n * 10 * MINUTE,
    ...more,
  }));

const baseline = (() => {
  const table = tableOf(Array.from({ length: 14 }, (_, day) => customers(day)).flat());
  return daySignatures(accountProfiles(table, new Map()).values(), table);
})();

/** Template 1 is that of the attackers. */
function findings(
  sent: readonly Sent[],
  { directory = new Map<string, { createdAt: number }>(), reported = new Set<string>() } = {},
): DriftFindings & { table: RequestTable } {
  const table = tableOf(sent);
  const profiles = accountProfiles(table, directory);
  const ofRow = Int32Array.from(sent, ({ account }) => (account!.startsWith('attacker') ? 1 : -1));
  const numbers = new Set(
    [...profiles.values()].flatMap(({ account, number }) => (reported.has(account) ? [number] : [])),
  );
  return {
    ...driftFindings({ table, profiles, templates: { ids: ['T0', 'T1'], ofRow }, reported: numbers }, baseline),
    table,
  };
}
const alarm = (found: DriftFindings): DriftAlarm => {
  const all = found.alarms.filter(({ cohort }) => cohort === 'all accounts together');
  assert.equal(all.length, 1);
  return all[0]!;
};

test('an alarm names the day, how far it moved, and the template with a request of each of its accounts', () => {
  const found = findings([...customers(15), ...attackers(15, 40)]);
  const { day, text, templates, accounts, ordinary, moved, against } = alarm(found);
  assert.deepEqual([day, accounts, ordinary], [MONDAY + 15 * DAY, 100, 14]);
  assert.match(
    text,
    /^On 2026-05-19, all accounts together moved [\d.]+ times as far from the baseline as ordinary days do \(100 accounts, compared with 14 days; chance on an ordinary day /,
  );
  assert.ok(moved > 2);
  const [top] = templates;
  assert.deepEqual([templates.length, top!.template, top!.accounts], [1, 'T1', 40]);
  assert.ok(top!.share > 0.7, String(top!.share));
  const { names, rows } = found.table;
  assert.deepEqual(
    top!.rows.map((row) => names.account.values[rows.account[row]!]!.startsWith('attacker-')),
    [true, true, true, true, true],
  );
  assert.deepEqual(against, []);
});

test('a quiet day raises none, and an account that sends as much as all others raises none', () => {
  assert.deepEqual(findings(customers(15)).alarms, []);
  const giant = Array.from({ length: 400 }, (_, n) => ({
    ...attackers(15, 1)[0]!,
    time: MONDAY + 15 * DAY + n * MINUTE,
  }));
  const { alarms, days } = findings([...customers(15), ...giant]);
  assert.deepEqual([alarms, days], [[], 1]);
});

test('an alarm says what speaks against it: a new model, growth, one customer, known campaigns, part of a day, an old baseline', () => {
  const day = 40;
  const names = attackers(day, 60).map(({ account }) => account!);
  const sent = [
    ...customers(day).slice(0, 100),
    ...attackers(day, 60, { model: 'heron-4', organisation: 'acme', time: MONDAY + day * DAY }),
  ];
  const directory = new Map(names.map((name) => [name, { createdAt: MONDAY + (day - 1) * DAY }]));
  const { against } = alarm(findings(sent, { directory, reported: new Set(names) }));
  for (const [at, shape] of [
    /^50% of the accounts use the model heron-4, which the baseline hardly knows/,
    /^50% of the accounts signed up within a week, on ordinary days 0%/,
    /^\d+% of the movement is of accounts of one organisation/,
    /^\d+% of the movement is of accounts in campaigns of this report/,
    /^The log ends at 19:48 UTC on that day/,
    /^The baseline ends 27 days earlier/,
  ].entries())
    assert.match(against[at] ?? '', shape);
});
