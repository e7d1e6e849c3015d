import assert from 'node:assert/strict';
import { test } from 'node:test';
import { casesAlike, falseShare, likelihood, nats, pEquation, pValue, ratio } from './likelihood.ts';

test('words follow the probability', () => {
  assert.deepEqual(
    [0.995, 0.95, 0.7, 0.5, 0.2, 0.05, 0.001].map((p) => likelihood(p)),
    [
      'almost certain',
      'very likely',
      'likely',
      'about as likely as not',
      'unlikely',
      'very unlikely',
      'almost certainly not',
    ],
  );
});

test('weights carry a true minus, and odds say which way they move', () => {
  assert.deepEqual([-0.414, 3.2].map(nats), ['−0.41', '+3.20']);
  assert.equal(ratio(Math.log(24)), 'makes distillation 24× more likely');
  assert.equal(ratio(-Math.log(2)), 'makes distillation 2.0× less likely');
  assert.equal(ratio(0.02), 'hardly changes how likely distillation is');
  assert.equal(ratio(20), 'makes distillation over a million× more likely');
  assert.equal(ratio(0), 'says nothing either way');
});

test('a chance is never shown as none', () => {
  assert.deepEqual([0.5, 0.0123, 0.0012, 0.00001].map(pValue), ['0.50', '0.01', '0.0012', '< 0.0001']);
  assert.deepEqual([0.03, 0.00001].map(pEquation), ['p = 0.03', 'p < 0.0001']);
});

test('a share of false campaigns is never rounded to none', () => {
  assert.equal(falseShare(0.000013), 'Of campaigns with this score or a higher one, < 0.1% are expected to be false.');
});

test('a p-value is told as the cases that showed as much, without the case in question', () => {
  assert.deepEqual(
    [0.01, 0.03, 1].map((p) => casesAlike(p, 99)),
    ['none of 99', '2 of 99', '99 of 99'],
  );
});
