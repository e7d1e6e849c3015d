import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { breadth } from './breadth.ts';

const measure = (templates: number) => {
  const { candidate, context } = candidateCase(traffic(6, 20, (_, n) => ({ template: n % templates })));
  return breadth.measure(candidate, context)!;
};

test('the more templates each account works through, the larger the statistic', () => {
  assert.deepEqual([1, 2, 10].map((n) => Math.exp(measure(n).statistic)).map(Math.round), [1, 2, 10]);
});

test('the sentence says how many of how many, also of a single one', () => {
  assert.match(measure(1).text, /the same single template/);
  assert.match(measure(4).text, /uses all 4 templates/);
});
