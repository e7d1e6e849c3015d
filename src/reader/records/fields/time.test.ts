import assert from 'node:assert/strict';
import test from 'node:test';
import { newRecord } from './request.ts';
import { readTime, withYear } from './time.ts';

const START = Date.UTC(2026, 2, 2, 0, 0, 0, 123);

/** The time read from a value, and whether its zone was known. */
function timeOf(value: unknown): [number | undefined, boolean] {
  const record = newRecord('test');
  readTime(record, value);
  return [record.time, record.zoneKnown !== false];
}

test('every unit and spelling that logs use gives the same moment', () => {
  for (const value of [
    START,
    START / 1000,
    START * 1000,
    START * 1e6,
    `${START}000000`,
    `${START}`,
    '2026-03-02T00:00:00.123Z',
    '2026-03-02T00:00:00.1234567Z',
    '2026-03-02 00:00:00.123 UTC',
    '2026-03-02 00:00:00.123+00:00',
    '2026-03-01T17:00:00.123-07:00',
    '2026-03-02T02:00:00.123 +0200',
    '2026-03-01 17:00:00.123-07',
  ]) {
    assert.deepEqual(timeOf(value), [START, true], String(value));
  }
});

test('a time without a zone is read as UTC and marked', () => {
  for (const value of ['2026-03-02 00:00:00.123', '2026-03-02T00:00:00.123456', '3/2/2026, 12:00:00.123 AM']) {
    assert.deepEqual(timeOf(value), [START, false], value);
  }
});

test('web server dates are read', () => {
  assert.deepEqual(timeOf('02/Mar/2026:01:00:00 +0100'), [START - 123, true]);
});

test('numbers and texts that are no times are left out', () => {
  for (const value of [
    0,
    1,
    1234,
    -5,
    NaN,
    Infinity,
    '',
    'yesterday',
    '2026',
    '12345',
    '2026-13-45T99:99:99Z',
    null,
    {},
  ]) {
    assert.equal(timeOf(value)[0], undefined, JSON.stringify(value));
  }
});

test('a date without a year lies in the last year before the log was written', () => {
  const written = Date.UTC(2026, 2, 1);
  assert.equal(withYear('02-28 10:00:00', written), '2026-02-28 10:00:00');
  assert.equal(withYear('12-31 23:59:59', written), '2025-12-31 23:59:59');
  assert.equal(withYear('03-02 09:00:00', written), '2026-03-02 09:00:00', 'a clock ahead of UTC');
  assert.equal(withYear('03-04 09:00:00', written), '2025-03-04 09:00:00');
  assert.equal(withYear('02-28 10:00:00', undefined), undefined);
  assert.equal(withYear('2-28 10:00', written), undefined);
});
