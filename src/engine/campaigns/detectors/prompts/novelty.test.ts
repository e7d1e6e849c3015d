import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MINUTE, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, chance, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { novelty } from './novelty.ts';

const measure = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return novelty.measure(candidate, context);
};
const hourly = (userOf: (member: number, n: number) => string): TemplatedSent[] =>
  traffic(6, 40, (m, n) => ({ user: userOf(m, n), time: MONDAY + n * 3 * HOUR + m * MINUTE }));

test('a data set that is walked through once has only new prompts, and the sentence says so', () => {
  const found = measure(hourly((m, n) => `p${m} ${n}`))!;
  assert.deepEqual([found.statistic, found.n, found.rows], [0, 240, []]);
  assert.match(found.text, /^Hardly any prompt is repeated, .*: none of 240 prompts was sent again\.$/);
});

test('prompts that come back to their account are live use, and are shown', () => {
  const found = measure(hourly((m, n) => `p${m} ${Math.floor(30 * chance(m, n) ** 3)}`))!;
  assert.ok(found.statistic > 0.2, found.text);
  assert.match(found.text, /as in live use/);
  assert.ok(found.rows.length > 0);
});

test('copies of a sampler are not repeats of a person', () => {
  const found = measure(traffic(6, 160, (m, n) => ({ user: `p${m} ${n >> 2}`, time: MONDAY + (m * 40 + n) * MINUTE })));
  assert.equal(found?.statistic, 0);
});

test('a missing repeat among few requests says nothing', () => {
  assert.equal(measure(traffic(6, 6, () => ({}))), null);
});

test('pupils who each send the same exercises, hours apart, return to them too', () => {
  const found = measure(
    traffic(6, 40, (member, n) => ({
      user: n < 6 ? `exercise ${n}` : `own ${member} ${n}`,
      template: 0,
      time: MONDAY + (n + 7 * member) * HOUR,
    })),
  )!;
  assert.ok(found.statistic > 0.08, found.text);
  assert.match(found.text, /0 of them by the same account/);
});
