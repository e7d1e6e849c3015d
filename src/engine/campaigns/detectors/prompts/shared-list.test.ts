import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { sharedList } from './shared-list.ts';

const measure = (make: (member: number, n: number) => TemplatedSent) => {
  const { candidate, context } = candidateCase(traffic(8, 20, make));
  return sharedList.measure(candidate, context);
};

test('accounts that each run the same benchmark go through one list', () => {
  const found = measure((member, n) => ({ user: `Item ${n}.`, time: MONDAY + member * DAY + n * 60_000 }))!;
  assert.equal(found.statistic, 1);
  assert.match(found.text, /Every account works through the same list, .*two accounts have 100%/);
});

test('work that is shared out has no list in common', () => {
  const found = measure((member, n) => ({ user: `Item ${member} ${n}.`, time: MONDAY + n * HOUR }))!;
  assert.equal(found.statistic, 0);
});

test('answers drawn at once through several accounts are one sending, no list', () => {
  const found = measure((member, n) => ({ user: `Item ${n}.`, time: MONDAY + n * 3 * HOUR + member * 60_000 }));
  assert.equal(found, null, 'twenty sendings are too few to tell');
  const more = candidateCase(
    traffic(8, 60, (member, n) => ({ user: `Item ${n}.`, time: MONDAY + n * 3 * HOUR + member * 60_000 })),
  );
  assert.equal(sharedList.measure(more.candidate, more.context)!.statistic, 0);
});

test('a prompt that comes back by chance to a few of many accounts is no list', () => {
  const made = traffic(20, 10, (member, n) => ({
    user: n === 0 ? `Item ${member >> 1}.` : `Item ${member} ${n}.`,
    time: MONDAY + member * DAY + n * HOUR,
  }));
  const { candidate, context } = candidateCase(made);
  assert.ok(sharedList.measure(candidate, context)!.statistic < 0.01);
});

test('without times copies cannot be told from sendings', () => {
  assert.equal(
    measure((_, n) => ({ user: `Item ${n}.` })),
    null,
  );
});
