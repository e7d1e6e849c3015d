import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, counted, decimal, percent } from './number-words.ts';

test('numbers are grouped and nouns agree with them', () => {
  assert.deepEqual([0, 999, 1000, 999.5, 1234567].map(count), ['0', '999', '1,000', '1,000', '1,234,567']);
  assert.equal(counted(1, 'file'), '1 file');
  assert.equal(counted(0, 'entry', 'entries'), '0 entries');
});

test('decimals are not grouped', () => {
  assert.deepEqual(
    [decimal(0.126, 2), decimal(999.95, 1), decimal(1_234_567.891, 2)],
    ['0.13', '1,000.0', '1,234,567.89'],
  );
});

test('small shares keep a decimal, so that a few in a thousand are not called none', () => {
  assert.deepEqual([0, 0.004, 0.1, 0.5, 1].map(percent), ['0%', '0.4%', '10%', '50%', '100%']);
});
