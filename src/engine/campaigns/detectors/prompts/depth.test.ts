import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { depth } from './depth.ts';

const measure = (each: number) => {
  const { candidate, context } = candidateCase(traffic(6, each, () => ({})));
  return depth.measure(candidate, context)!;
};

test('ten times as many requests an account are ten times as deep, whatever the number of accounts', () => {
  assert.ok(Math.abs(measure(40).statistic - measure(4).statistic - Math.log(10)) < 1e-9);
});

test('the sentence tells trying a prompt from working through it', () => {
  assert.match(measure(3).text, /try these templates/);
  assert.match(measure(60).text, /Each account sends many of these requests: 60\.0 requests per account, 360 in all/);
});
