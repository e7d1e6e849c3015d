import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isCoordinated } from './coordinated.ts';

const of = (weights: Record<string, number>): boolean => isCoordinated(new Map(Object.entries(weights)));

test('accounts act as one where all that measures it says so nine times over, taken together', () => {
  assert.equal(of({ intent: -0.1, dealing: 1.2, 'even-shares': 1 }), true);
  assert.equal(of({ intent: -0.1, dealing: 1.2, 'even-shares': 0.9 }), false);
  assert.equal(of({ intent: -0.1, dealing: 3, interchangeable: -1 }), false);
});

test('volume and material do not show it', () => {
  assert.equal(of({ intent: -0.1, depth: 2, breadth: 2, tenure: 2 }), false);
});

test('a candidate that asks for a harvest, or cannot be read, is not called something else', () => {
  assert.equal(of({ intent: 0.1, dealing: 3 }), false);
  assert.equal(of({ dealing: 3 }), false);
});
