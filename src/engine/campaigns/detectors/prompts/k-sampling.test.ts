import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, MINUTE, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, chance, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { kSampling } from './k-sampling.ts';

const measure = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return kSampling.measure(candidate, context);
};

test('every prompt sent exactly four times in one go is sampling', () => {
  const found = measure(traffic(6, 40, (m, n) => ({ user: `p${m} ${n >> 2}`, time: MONDAY + (m * 40 + n) * MINUTE })));
  assert.deepEqual([found?.statistic, found?.n], [1, 60]);
  assert.match(found!.text, /exactly 4 times/);
  assert.ok(found!.rows.length > 0);
});

test('every prompt sent once by each of two accounts is sampling dealt over accounts, also without times', () => {
  assert.equal(measure(traffic(6, 40, (member, n) => ({ user: `p${member >> 1} ${n}` })))?.statistic, 1);
});

test('tests that run the same prompts in one account every day are not sampling', () => {
  const daily = traffic(6, 40, (m, n) => ({ user: `p${m} ${n % 10}`, time: MONDAY + Math.floor(n / 10) * DAY }));
  assert.equal(measure(daily)?.statistic, 0);
});

test('copies at unknown times in one account are not taken for sampling', () => {
  assert.equal(measure(traffic(6, 40, (member, n) => ({ user: `p${member} ${n >> 1}` })))?.statistic, 0);
});

test('prompts that are all different, or repeat by chance, are not sampling', () => {
  assert.equal(measure(traffic(6, 40, () => ({})))?.statistic, 0);
  const live = traffic(6, 40, (m, n) => ({
    user: `p${Math.floor(100 * chance(m, n) ** 3)}`,
    time: MONDAY + n * MINUTE,
  }));
  assert.equal(measure(live)?.statistic, 0);
});

test('later turns repeat their first message by design and are not copies', () => {
  const turns = traffic(6, 40, (m, n) => ({
    user: `p${m} ${n >> 1}`,
    later: n % 2 ? ['An answer that is long enough to be a telling one.', 'More.'] : [],
    time: MONDAY + n * MINUTE,
  }));
  assert.equal(measure(turns)?.statistic, 0);
});

test('too few requests say nothing', () => {
  assert.equal(measure(traffic(3, 4, (m, n) => ({ user: `p${m} ${n >> 1}`, time: MONDAY + n }))), null);
});
