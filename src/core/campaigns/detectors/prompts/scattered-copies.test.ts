import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { scatteredCopies } from './scattered-copies.ts';

const measure = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return scatteredCopies.measure(candidate, context);
};

test('different accounts that send the same prompts at different times are people with one source', () => {
  const found = measure(
    traffic(6, 40, (member, n) => ({
      user: n < 6 ? `exercise ${n}` : `own ${member} ${n}`,
      template: 0,
      time: MONDAY + (n + 7 * member) * HOUR,
    })),
  )!;
  assert.ok(found.statistic > 0.08, found.text);
  assert.match(found.text, /people with one source/);
  assert.ok(found.rows.length > 0);
});

test('a queue that hands every prompt to one account, or to two at once, scatters nothing', () => {
  assert.equal(measure(traffic(6, 40, () => ({})))?.statistic, 0);
  assert.equal(measure(traffic(6, 40, (member, n) => ({ user: `p${member >> 1} ${n}` })))?.statistic, 0);
});

test('too few requests say nothing', () => {
  assert.equal(measure(traffic(3, 10, () => ({ user: 'same' }))), null);
});
