import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { singleTask } from './single-task.ts';

const measure = (templates: number, harvest: number) => {
  const sent = traffic(6, 20, (_, n) => ({ template: n % templates }));
  const { candidate, context } = candidateCase(sent, { harvest: Array.from({ length: templates }, () => harvest) });
  return singleTask.measure(candidate, context);
};

test('accounts that share several prompts are not asked about a single one', () => {
  assert.equal(measure(2, 0.9), null);
});

test('the surer the one prompt asks for training data, the larger the statistic, and the sentence says so', () => {
  const [ordinary, harvest] = [measure(1, 0.1)!, measure(1, 0.9)!];
  assert.ok(harvest.statistic > ordinary.statistic + 3);
  assert.match(ordinary.text, /does not ask for training data/);
  assert.match(harvest.text, /asks for what a model is trained on/);
});

test('without readable text nothing is said', () => {
  assert.equal(measure(1, NaN), null);
});
