import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { placesOf } from './places.ts';
import { Results } from './results.ts';

const { report, index } = syntheticResult({ ordinary: 2000 });
const results = new Results(report, index, 'log');
const labels = (text: string): string[] => placesOf(results, text, 5).map(({ label }) => label);

test('any account, campaign or template is found by a part of its name, whatever else there is', () => {
  assert.deepEqual(labels('user-01999'), ['user-01999']);
  assert.ok(labels('c2').includes('Campaign C2'));
  assert.deepEqual(labels('template t3'), ['Template T3']);
  assert.deepEqual(labels('no such thing'), []);
});

test('without a word there is some of each kind, and no more than fits', () => {
  const kinds = placesOf(results, '', 5).map(({ kind }) => kind);
  assert.deepEqual([...new Set(kinds)], ['campaign', 'account', 'template']);
  assert.equal(kinds.filter((kind) => kind === 'account').length, 5);
});
