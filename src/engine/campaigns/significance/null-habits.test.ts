import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MONDAY } from '../../../../test/fixtures/requests.ts';
import { candidateCase, traffic } from '../../../../test/fixtures/templated.ts';
import { type AccountBins, emptyBaseline, habitBins } from '../baseline/baseline.ts';
import { habitTests } from './null-habits.ts';
import { isTested, type NullTest } from './null-test.ts';

/** Eight accounts that send forty prompts of their own each, two an hour. */
const { candidate, context } = candidateCase(
  traffic(8, 40, (member, n) => ({ user: `${member} ${n}`, time: MONDAY + n * (HOUR / 2) })),
);
const ordinary = (count: number): AccountBins => {
  const { accounts } = emptyBaseline();
  const bins = habitBins({ volume: 3, hours: 6, repeats: 0.3 });
  for (const habit of ['volume', 'hours', 'repeats'] as const) accounts[habit][bins[habit]]! += count;
  return accounts;
};

test('accounts that send more, at all hours and never again are unusual beside a baseline of quiet ones', () => {
  const tests = habitTests(candidate, context.profiles, context.table, ordinary(199)) as NullTest[];
  assert.deepEqual(
    tests.map(({ p, n }) => [p, n]),
    [
      [1 / 200, 199],
      [1 / 200, 199],
      [1 / 200, 199],
    ],
  );
  assert.deepEqual(
    tests.map(({ statistic }) => statistic),
    [40, 20, 0],
  );
  assert.match(tests[2]!.stratum, /prompts sent again/);
});

test('equal habits are as unusual as each other', () => {
  const own = emptyBaseline().accounts;
  const bins = habitBins({ volume: 40, hours: 20, repeats: 0 });
  for (const habit of ['volume', 'hours', 'repeats'] as const) own[habit][bins[habit]] = 100;
  for (const found of habitTests(candidate, context.profiles, context.table, own))
    assert.equal((found as NullTest).p, 1);
});

test('a baseline of few accounts, or members of few requests, make no p-value up', () => {
  const few = habitTests(candidate, context.profiles, context.table, ordinary(98));
  assert.ok(few.every((found) => !isTested(found) && /99 are needed/.test(found.reason)));
  const short = candidateCase(traffic(8, 10, (_, n) => ({ time: MONDAY + n * HOUR })));
  const none = habitTests(short.candidate, short.context.profiles, short.context.table, ordinary(199));
  assert.ok(none.every((found) => !isTested(found) && /too few/.test(found.reason)));
});
