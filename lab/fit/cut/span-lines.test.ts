import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RequestTable } from '../../../src/engine/table/request-table.ts';
import { spanLines, partOfSpan } from './span-lines.ts';

const HOUR = 3_600_000;

test('a part has the share of the span that was asked for, at its beginning, its end or between', () => {
  const times = Float64Array.from({ length: 101 }, (_, hour) => hour * HOUR);
  times[7] = NaN;
  assert.deepEqual(partOfSpan(times, 0.25, 0), { from: 0, to: 25 * HOUR });
  assert.deepEqual(partOfSpan(times, 0.25, 1), { from: 75 * HOUR, to: 100 * HOUR });
});

test('one request with a clock of its own does not stretch the span', () => {
  const times = Float64Array.from({ length: 1000 }, (_, at) => at * HOUR);
  times[0] = -1e6 * HOUR;
  assert.ok(partOfSpan(times, 0.5, 0).from >= 0);
});

test('a line is kept if one of its requests lies in the part', () => {
  const { rows } = new RequestTable();
  const lines = Uint32Array.of(1, 2, 2, 3);
  const time = Float64Array.of(0, 5, 20, NaN);
  const kept = spanLines({ rows: { ...rows, line: lines, time }, length: 4 }, { from: 0, to: 10 });
  assert.deepEqual(
    [...kept],
    [
      [1, true],
      [2, true],
      [3, false],
    ],
  );
});
