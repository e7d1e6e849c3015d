import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, count, counted, decimal, hundredths, percent, probability, rate, setting, signed } from './numbers.ts';

test('numbers are grouped and nouns agree with them', () => {
  assert.deepEqual([0, 999, 1000, 999.5, 1234567].map(count), ['0', '999', '1,000', '1,000', '1,234,567']);
  assert.equal(counted(1, 'file'), '1 file');
  assert.equal(counted(0, 'entry', 'entries'), '0 entries');
});

test('digits before the point are grouped, those behind it are not', () => {
  assert.deepEqual(
    [decimal(0.126, 2), decimal(999.95, 1), decimal(1_234_567.891, 2)],
    ['0.13', '1,000.0', '1,234,567.89'],
  );
});

test('small shares keep a decimal, so that a few in a thousand are not called none', () => {
  assert.deepEqual([0, 0.0004, 0.004, 0.1, 0.5, 1].map(percent), ['0%', '< 0.1%', '0.4%', '10%', '50%', '100%']);
});

test('a probability is never rounded to certainty, near the ends it keeps a decimal', () => {
  assert.deepEqual([1, 0.9991, 0.987, 0.714, 0.05, 0.0009, 0].map(probability), [
    '> 99.9%',
    '> 99.9%',
    '98.7%',
    '71%',
    '5.0%',
    '< 0.1%',
    '< 0.1%',
  ]);
});

test('a score that misses a threshold is not shown on it, and one on it is not shown below', () => {
  assert.deepEqual([0.8999, 0.9, 0.29, 0.98999, 0.99, 0.99899, 0.0999].map(probability), [
    '89%',
    '90%',
    '29%',
    '98.9%',
    '99.0%',
    '99.8%',
    '9.9%',
  ]);
});

test('a score as a number of a hundred does not reach a threshold that its text misses', () => {
  assert.deepEqual([hundredths(0.8999), hundredths(0.9), hundredths(0.29)], [89, 90, 29]);
  assert.deepEqual([hundredths(0.89996, 1), hundredths(0.9, 1), hundredths(0.9871, 1)], [89.9, 90, 98.7]);
});

test('a tenth of a percent that sums of floating point came to is not said to be less', () => {
  assert.deepEqual([0.001, 1 / (1 + 999), 0.0009999999999, 0.0009].map(probability), [
    '0.1%',
    '0.1%',
    '0.1%',
    '< 0.1%',
  ]);
});

test('a rate is rounded to the nearest digit, and not to never or always', () => {
  assert.deepEqual([0, 0.00396, 0.286, 0.9995].map(rate), ['< 0.1%', '0.4%', '29%', '> 99.9%']);
});

test('a setting is shown with all that was set', () => {
  assert.deepEqual([0.9, 0.0001, 0.000001].map(setting), ['90%', '0.01%', '0.0001%']);
});

test('bytes never show as 1000 of a unit', () => {
  assert.deepEqual([0, 999, 1000, 999_499, 999_600, 12_345_678, 4.2e12].map(bytes), [
    '0 B',
    '999 B',
    '1.0 kB',
    '999 kB',
    '1.0 MB',
    '12.3 MB',
    '4.2 TB',
  ]);
});

test('a sign stands before every number, and minus is a true one', () => {
  assert.equal(signed(4.06, 1), '+4.1');
  assert.equal(signed(-0.414, 2), '−0.41');
});
