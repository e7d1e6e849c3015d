import assert from 'node:assert/strict';
import test from 'node:test';
import { readMetadataFields } from './metadata-fields.ts';
import { newRecord } from './request.ts';
import { readTime } from './time.ts';

const START = Date.UTC(2026, 4, 4, 8, 0, 0, 123);
const WHOLE = START - 123;

function timeOf(value: unknown): [number | undefined, boolean] {
  const record = newRecord('test');
  readTime(record, value);
  return [record.time, record.zoneKnown !== false];
}

test('times that programs and databases write for one moment are that moment', () => {
  for (const value of [
    'Mon, 04 May 2026 08:00:00 GMT',
    '04 May 2026 10:00:00 +0200',
    'Mon May 04 08:00:00 UTC 2026',
    'Mon May 04 2026 10:00:00 GMT+0200 (Central European Summer Time)',
    '20260504T080000Z',
    '2026/05/04 08:00:00 UTC',
    '2026-05-04 08:00:00 Z',
    { seconds: WHOLE / 1000, nanos: 0 },
    { _seconds: WHOLE / 1000, _nanoseconds: 0 },
    { $date: '2026-05-04T08:00:00Z' },
  ])
    assert.deepEqual(timeOf(value), [WHOLE, true], JSON.stringify(value));
  for (const value of [
    '2026-05-04T10:00:00.123+02:00[Europe/Berlin]',
    '2026-05-04 08:00:00.123 +0000 UTC',
    `/Date(${START})/`,
    `/Date(${START}+0200)/`,
    { epochSecond: WHOLE / 1000, nanoOfSecond: 123_000_000 },
    { seconds: String(WHOLE / 1000), nanos: 123_000_000 },
    { $date: { $numberLong: String(START) } },
    { $numberLong: String(START) },
    { repr: '2026-05-04 08:00:00.123000+00:00', timestamp: START / 1000 },
  ])
    assert.deepEqual(timeOf(value), [START, true], JSON.stringify(value));
});

test('a local time is read as UTC and marked', () => {
  for (const value of [
    '04.05.2026 08:00:00',
    'May 4, 2026 @ 08:00:00.000',
    'May 4, 2026, 8:00:00 AM',
    'May 4, 2026 at 8:00 AM',
    '4.5.2026, 08:00',
    'Mon May  4 08:00:00 2026',
    '2026/05/04 08:00:00',
    '20260504080000',
    20260504080000,
    [2026, 5, 4, 8, 0],
  ])
    assert.deepEqual(timeOf(value), [WHOLE, false], JSON.stringify(value));
  for (const value of ['2026-05-04 08:00:00,123', '20260504080000123', [2026, 5, 4, 8, 0, 0, 123_000_000]])
    assert.deepEqual(timeOf(value), [START, false], JSON.stringify(value));
});

test('a day and a time of day in fields of their own are one time, where no field has both', () => {
  const record = newRecord('test');
  readMetadataFields({ date: '2026-05-04', time: '08:00:00' }, record);
  assert.equal(record.time, WHOLE);
  const whole = newRecord('test');
  readMetadataFields({ date: '2026-05-04', time: '08:00:00', logged_at: '2026-05-05T00:00:00Z' }, whole);
  assert.equal(whole.time, Date.UTC(2026, 4, 5));
});

test('a day that could be another one, and what is no date, give no time', () => {
  for (const value of [
    '4/5/2026 10:00:00',
    '32.05.2026 08:00:00',
    '20261304080000',
    20261304080000,
    'Mon, 04 Foo 2026 08:00:00 GMT',
    { seconds: 'x' },
    { $date: {} },
    [2026, 5],
    [1, 2, 3, 4, 5],
    [],
    {},
  ])
    assert.equal(timeOf(value)[0], undefined, JSON.stringify(value));
});
