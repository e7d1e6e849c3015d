import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINUTE, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, chance, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { novelty } from './novelty.ts';

const weigh = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return novelty.measure(candidate, context);
};

test('a data set that is walked through once has only new prompts', () => {
  const found = weigh(traffic(6, 40, () => ({})));
  assert.ok(found && found.weight > 0);
  assert.deepEqual([found.statistic, found.n, found.rows], [0, 240, []]);
});

test('prompts that come back are live use, and the repeats are shown', () => {
  const found = weigh(traffic(6, 40, (m, n) => ({ user: `p${Math.floor(100 * chance(m, n) ** 3)}` })));
  assert.ok(found && found.weight < 0);
  assert.ok(found.rows.length > 0);
});

test('copies of a sampler are not repeats of a person', () => {
  const found = weigh(traffic(6, 40, (m, n) => ({ user: `p${m} ${n >> 2}`, time: MONDAY + (m * 40 + n) * MINUTE })));
  assert.ok(found && found.weight > 0);
  assert.equal(found.statistic, 0);
});

test('more repeats never weigh more', () => {
  const at = (repeats: number) =>
    weigh(traffic(6, 40, (m, n) => ({ user: n < repeats ? `r${n >> 1}${m}` : `p${n}${m}`, time: MONDAY + n * 1e9 })))!
      .weight;
  const weights = [0, 2, 6, 12, 20].map(at);
  assert.deepEqual(
    [...weights].sort((a, b) => b - a),
    weights,
  );
});

test('with few requests a missing repeat says nothing', () => {
  assert.equal(weigh(traffic(6, 6, () => ({}))), null);
});
