import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lookAlikes } from './look-alikes.ts';

test('accounts that look the same and are not are told from each other', () => {
  for (const odd of [
    ' acme-prod',
    'acme-prod ',
    'acme-prоd',
    'acme\u200b-prod',
    'ａcme-prod',
    'acme-prod\t',
    '𝐚cme-prod',
  ])
    assert.deepEqual(
      [...lookAlikes(['other', 'acme-prod', odd])].sort(),
      [
        [odd, 'acme-prod'],
        ['acme-prod', odd],
      ].sort(),
      odd,
    );
});

test('of several with one look the one in plain letters is told', () => {
  const found = lookAlikes([' acme', 'acme ', 'acme']);
  assert.deepEqual([found.get(' acme'), found.get('acme ')], ['acme', 'acme']);
  assert.deepEqual(lookAlikes([' acme', 'acme ']).get('acme '), ' acme');
});

test('names that can be told apart are not marked', () => {
  assert.equal(lookAlikes(['acme', 'Acme', 'acme-1', 'José', 'Jose', 'Иван', 'Анна', '日本', 'a b', 'ab']).size, 0);
});
