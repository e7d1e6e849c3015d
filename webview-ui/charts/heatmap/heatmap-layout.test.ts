import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowAt, timeAt, visibleRows, within, xOf, yOf } from './heatmap-layout.ts';
import type { Layout } from './heatmap-layout.ts';

const HOUR = 3_600_000;
const layout: Layout = {
  width: 1000,
  height: 400,
  rowHeight: 4,
  scrollTop: 402,
  totalRows: 25_000,
  campaignX: 180,
  verdictX: 186,
  plotX: 200,
  from: 0,
  to: 100 * HOUR,
};

test('a time and a row come back from where they are drawn', () => {
  for (const time of [0, HOUR, 99 * HOUR]) assert.ok(Math.abs(timeAt(layout, xOf(layout, time)) - time) < 1);
  for (const row of [101, 150, 199]) assert.equal(rowAt(layout, yOf(layout, row) + 1), row);
});

test('rows that show only in part are drawn too', () => {
  assert.deepEqual(visibleRows(layout), [100, 201]);
  assert.deepEqual(visibleRows({ ...layout, totalRows: 120 }), [100, 120]);
});

test('pan and zoom cannot leave the period', () => {
  const period = [0, 100 * HOUR] as const;
  assert.deepEqual(within(period, -5 * HOUR, 5 * HOUR), [0, 10 * HOUR]);
  assert.deepEqual(within(period, 95 * HOUR, 105 * HOUR), [90 * HOUR, 100 * HOUR]);
  assert.deepEqual(within(period, -50 * HOUR, 200 * HOUR), [0, 100 * HOUR]);
  const [from, to] = within(period, 50 * HOUR, 50 * HOUR + 1);
  assert.equal(to - from, 10 * 60_000);
});

test('a log of one moment still has a range', () => {
  const [from, to] = within([1000, 1001], 1000, 1001);
  assert.ok(to > from);
});
