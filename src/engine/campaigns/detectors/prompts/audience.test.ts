import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { audience } from './audience.ts';

const measure = (make: (member: number, n: number) => TemplatedSent, each = 20) => {
  const { candidate, context } = candidateCase(traffic(8, each, make));
  return audience.measure(candidate, context);
};

test('installs that read one feed send each prompt as often as there are installs', () => {
  const found = measure((member, n) => ({ user: `Item ${n}.`, time: MONDAY + n * 3 * HOUR + member * 60_000 }))!;
  assert.ok(Math.abs(found.statistic - Math.log(8)) < 1e-9);
  assert.match(found.text, /^Many accounts .*8\.0 of the 8 accounts on average, and from 8 at most\.$/);
  assert.equal(found.rows.length, 8);
});

test('so does everybody who runs one benchmark on a day of their own', () => {
  const found = measure((member, n) => ({ user: `Item ${n}.`, time: MONDAY + member * DAY + n * 60_000 }))!;
  assert.ok(Math.abs(found.statistic - Math.log(8)) < 1e-9);
});

test('work that is shared out has one account for each prompt, however often it sends it', () => {
  const found = measure((member, n) => ({ user: `Item ${member} ${n >> 1}.` }))!;
  assert.equal(found.statistic, 0);
  assert.match(found.text, /^Each prompt comes from one account: /);
  assert.deepEqual(found.rows, []);
});

test('two answers drawn to each prompt through two accounts are one request for it', () => {
  const found = measure((member, n) => ({
    user: `Item ${member >> 1} ${n}.`,
    time: MONDAY + n * HOUR + member * 1000,
  }))!;
  assert.equal(found.statistic, 0);
});

test('prompts that the accounts send again and again say nothing of how many come to one by themselves', () => {
  const again = (of: number) =>
    measure((member, n) => ({
      user: n < 10 ? `Item ${member} ${n}.` : `Item ${n % of}.`,
      time: MONDAY + n * DAY + member * HOUR,
    }));
  assert.equal(again(2)!.statistic, 0);
  assert.ok(again(10)!.statistic > 1);
});

test('from a few requests nothing is concluded', () => {
  assert.equal(
    measure((_, n) => ({ user: `Item ${n}.` }), 4),
    null,
  );
});
