import assert from 'node:assert/strict';
import fs, { rmSync, statSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { mock, test } from 'node:test';
import { allocate } from './columns.ts';
import { StoredColumns, withColumns } from './stored-columns.ts';
import { scratchFolder } from '../../test/harness/folders.ts';

const SPEC = { small: 'u8', whole: 'u32', real: 'f64', empty: 'f64' } as const;
const folder = scratchFolder('stored-columns-');

/** Three rows, with room for more. */
function filled(): ReturnType<typeof allocate<typeof SPEC>> {
  const columns = allocate(SPEC, 10);
  columns.small.set([1, 0, 255]);
  columns.whole.set([0, 4_000_000_000, 7]);
  columns.real.set([NaN, -0.5, 2 ** 53 - 1]);
  return columns;
}

function stored(name: string): StoredColumns<typeof SPEC> {
  const columns = new StoredColumns(join(folder, name), SPEC);
  columns.append(filled(), 3);
  return columns;
}

test('columns come back as they were, as often as they are asked for', () => {
  const columns = stored('all');
  assert.equal(statSync(join(folder, 'all')).size, 3 + 3 * 4 + 3 * 8, 'an empty column takes no room');
  rmSync(join(folder, 'all'));
  for (let turn = 0; turn < 2; turn++) {
    assert.deepEqual(columns.columns.small, Uint8Array.of(1, 0, 255));
    assert.deepEqual(columns.columns.whole, Uint32Array.of(0, 4_000_000_000, 7));
    assert.deepEqual(columns.columns.real, Float64Array.of(NaN, -0.5, 2 ** 53 - 1));
    assert.deepEqual(columns.columns.empty, new Float64Array(3));
    columns.evict();
  }
});

test('values that are added later stand after the column, also where some of it is empty', () => {
  const columns = stored('more');
  assert.equal(columns.columns.whole.length, 3);
  columns.append(allocate(SPEC, 2), 2);
  columns.append(filled(), 2);
  assert.deepEqual(columns.columns.whole, Uint32Array.of(0, 4_000_000_000, 7, 0, 0, 0, 4_000_000_000));
  assert.deepEqual(columns.columns.small, Uint8Array.of(1, 0, 255, 0, 0, 1, 0));
});

test('a single value is read by itself where the column is large, and the column stays in the file', () => {
  const columns = new StoredColumns(join(folder, 'single'), { value: 'f64', none: 'u8' });
  for (const first of [1, 3_000_000]) {
    const value = Float64Array.from({ length: 1_200_000 }, (_, row) => first + row);
    columns.append({ value, none: new Uint8Array(value.length) }, value.length);
  }
  const rows = [0, 1_199_999, 1_200_000, 2_399_999];
  const expected = [1, 1_200_000, 3_000_000, 4_199_999];
  const valuesAt = (): number[] => rows.map((row) => columns.valueAt('value', row));
  const before = process.memoryUsage().arrayBuffers;
  assert.deepEqual(valuesAt(), expected);
  assert.ok(process.memoryUsage().arrayBuffers - before < 1 << 20);
  assert.equal(columns.valueAt('none', 7), 0);
  assert.equal(columns.columns.value.length, 2_400_000);
  assert.deepEqual(valuesAt(), expected, 'when it is there');
  columns.columns.value = new Float64Array(2_400_000).fill(5);
  assert.deepEqual(valuesAt(), [5, 5, 5, 5]);
});

test('a column that takes the place of another one goes to the file', () => {
  const columns = stored('set');
  const whole = Uint32Array.of(3, 2, 1);
  columns.columns.whole = whole;
  columns.columns.small = new Uint8Array(3);
  assert.notEqual(columns.columns.whole, whole);
  assert.deepEqual(columns.columns.whole, whole);
  assert.deepEqual(columns.columns.small, new Uint8Array(3));
});

test('a column stays the same array until all are let go', () => {
  const columns = stored('held');
  const { whole } = columns.columns;
  assert.equal(columns.columns.whole, whole);
  columns.evict();
  assert.notEqual(columns.columns.whole, whole);
});

test('a table with other columns in place of some still reads the rest when it is asked for', () => {
  const { columns } = stored('others');
  const whole = Uint32Array.of(9, 9, 9);
  const view = withColumns(columns, { whole });
  assert.equal(view.whole, whole);
  assert.equal(view.real, columns.real);
  assert.deepEqual(Object.keys(view).sort(), Object.keys(SPEC).sort());
});

test('columns that are let go give their memory back at once, and come back as they were', () => {
  const columns = stored('released');
  const large = new Uint32Array(100_000).fill(7);
  columns.columns.whole = large;
  const held = columns.columns.whole;
  assert.equal(held.length, 100_000);
  columns.evict();
  assert.equal(held.length, 0);
  assert.deepEqual(columns.columns.whole, large);
});

test('a spilled column gives its memory back and comes back as it was, beside columns that are added later', () => {
  const columns = stored('aside');
  const values = Int32Array.from({ length: 100_000 }, (_, n) => n - 50_000);
  const expected = values.slice();
  const again = columns.spill(values.subarray(0, 99_000));
  assert.equal(values.length, 0, 'nobody may use it in between');
  const nothing = columns.spill(new Uint32Array(5));
  columns.append(filled(), 3);
  assert.deepEqual(again(), expected.subarray(0, 99_000));
  assert.deepEqual(nothing(), new Uint32Array(5));
  assert.deepEqual(columns.columns.whole, Uint32Array.of(0, 4_000_000_000, 7, 0, 4_000_000_000, 7));
});

test('what the file has no room for stays in memory', () => {
  const columns = stored('full');
  const full = mock.method(fs, 'writeSync', () => {
    throw new Error('ENOSPC: no space left on device');
  });
  syncBuiltinESMExports();
  const large = Uint32Array.from({ length: 100_000 }, (_, n) => n);
  columns.append(filled(), 2);
  columns.columns.small = Uint8Array.of(9, 8, 7, 6, 5);
  const again = columns.spill(large.slice());
  full.mock.restore();
  syncBuiltinESMExports();
  columns.append(filled(), 1);
  columns.evict();
  const whole = [0, 4_000_000_000, 7, 0, 4_000_000_000, 0];
  assert.deepEqual([...columns.columns.whole], whole);
  assert.deepEqual(columns.columns.small, Uint8Array.of(9, 8, 7, 6, 5, 1));
  assert.deepEqual(again(), large);
  assert.equal(columns.valueAt('whole', 4), 4_000_000_000);
  const part = allocate(SPEC, 3);
  columns.copy(2, 3, part);
  assert.deepEqual([...part.whole], whole.slice(2, 5));
});

test('of columns that are let go those that were used last stay, as long as there is room for them', () => {
  const columns = new StoredColumns(join(folder, 'kept'), SPEC, 24 + 12);
  columns.append(filled(), 3);
  const { whole, real } = columns.columns;
  columns.evict();
  assert.deepEqual([columns.columns.whole === whole, columns.columns.real === real], [true, true]);
  columns.evict();
  assert.equal(columns.columns.real, real);
  assert.deepEqual(columns.columns.empty, new Float64Array(3));
  columns.evict();
  assert.equal(columns.columns.real, real, 'there is no room for both, and for one that nobody asked for');
  assert.notEqual(columns.columns.whole, whole);
});
