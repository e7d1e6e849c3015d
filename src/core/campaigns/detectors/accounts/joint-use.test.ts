import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { jointUse } from './joint-use.ts';

const weigh = (information: number) => {
  const strangers = Array.from({ length: 4 }, (_, n) => ({ account: `x${n}`, template: n % 2, user: `x${n}` }));
  const { candidate, context } = candidateCase([...traffic(6, 20, () => ({})), ...strangers], { information });
  return jointUse.measure(candidate, context)!;
};

test('the less likely the coincidence, the more it weighs, up to a limit', () => {
  const weights = [1, 4, 10, 100, 10_000].map((information) => weigh(information).weight);
  assert.ok(weights[0]! >= 0 && weights[1]! > weights[0]! && weights[2]! >= weights[1]!);
  assert.equal(weights[3], weights[4]);
  assert.ok(weights[4]! <= 3, 'vendors and teachers make strangers share templates too: this alone must accuse nobody');
});

test('templates that everybody has say nothing', () => {
  assert.equal(weigh(0).weight, 0);
});

test('the sentence says how many use how many templates, inside and outside', () => {
  assert.match(weigh(10).text, /6 accounts .* 2\.0 of 2 templates .* 2\.0 of 4 other accounts/);
});
