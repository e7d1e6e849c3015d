import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { scatteredCopies } from './scattered-copies.ts';

const weigh = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return scatteredCopies.measure(candidate, context);
};

test('different accounts that send the same prompts without a plan are people with one source', () => {
  const found = weigh(
    traffic(6, 40, (member, n) => ({ user: n < 12 ? `exercise ${n % (3 + 2 * member)}` : `own ${member} ${n}` })),
  );
  assert.ok(found && found.weight < 0, found?.text);
  assert.ok(found.rows.length > 0);
});

test('a queue that hands every prompt to one account, or to exactly two, is excused by nothing', () => {
  assert.equal(weigh(traffic(6, 40, () => ({})))?.weight, 0);
  assert.equal(weigh(traffic(6, 40, (member, n) => ({ user: `p${member >> 1} ${n}` })))?.weight, 0);
});

test('too few requests say nothing', () => {
  assert.equal(weigh(traffic(3, 10, () => ({ user: 'same' }))), null);
});
