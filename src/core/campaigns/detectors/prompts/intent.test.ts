import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { intent } from './intent.ts';

const weigh = (...harvest: readonly number[]) => {
  const { candidate, context } = candidateCase(
    traffic(6, 20, () => ({})),
    { harvest },
  );
  return intent.measure(candidate, context);
};

test('templates that ask for training data speak for, others against', () => {
  assert.ok(weigh(1, 1)!.weight > 0);
  assert.ok(weigh(0, 0)!.weight < 0);
});

test('templates whose text cannot be read back are no evidence of either kind', () => {
  assert.equal(weigh(NaN, NaN), null);
  const half = weigh(1, NaN)!;
  assert.deepEqual([half.statistic, half.n, half.weight], [1, 1, weigh(1, 1)!.weight]);
});

test('a template counts by its requests', () => {
  const sent = traffic(6, 20, (_, n) => ({ template: n < 15 ? 0 : 1 }));
  const { candidate, context } = candidateCase(sent, { harvest: [1, 0] });
  const found = intent.measure(candidate, context)!;
  assert.equal(found.statistic, 0.75);
  assert.match(found.text, /ask for kind 0, kind 1/);
});
