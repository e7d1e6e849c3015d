import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { intent } from './intent.ts';

const measure = (...harvest: readonly number[]) => {
  const { candidate, context } = candidateCase(
    traffic(6, 20, () => ({})),
    { harvest },
  );
  return intent.measure(candidate, context);
};

test('templates that ask for training data speak for, others against, and the sentence says which', () => {
  const [for_, against] = [measure(1, 1)!, measure(0, 0)!];
  assert.ok(for_.statistic > 3 && against.statistic < -3);
  assert.match(for_.text, /^Most of the answers could train .*: 100% of 120 requests/);
  assert.match(against.text, /^Few of the answers could train/);
});

test('templates whose text cannot be read back are no evidence of either kind', () => {
  assert.equal(measure(NaN, NaN), null);
  const half = measure(1, NaN)!;
  assert.deepEqual([half.statistic, half.n], [measure(1, 1)!.statistic, 60]);
});

test('a template counts by its requests', () => {
  const sent = traffic(6, 20, (_, n) => ({ template: n < 15 ? 0 : 1 }));
  const { candidate, context } = candidateCase(sent, { harvest: [1, 0] });
  const found = intent.measure(candidate, context)!;
  assert.ok(Math.abs(found.statistic - Math.log(3)) < 1e-9);
  assert.match(found.text, /75% of 120 requests, judging by their wording alone \(kind 0, kind 1\)/);
});
