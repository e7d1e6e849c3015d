import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { rounds } from '../../../test/harness/all.ts';
import { Random } from '../../math/random.ts';
import { inOrder, type RowOf } from './block.ts';
import { mergeRows } from './merge-rows.ts';
import { TableReader } from './table-reader.ts';
import { TableWriter } from './table-writer.ts';
import type { TableSpec } from './tables.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('merge-rows-test-');
let places = 0;
const place = (): string => path.join(folder, `${places++}.parquet`);

const columns = { source: 'text', at: 'whole', value: 'small', share: 'real', name: 'text' } as const;
const specOf = (same: TableSpec['same'], order: readonly (keyof typeof columns)[] = ['source', 'at']) =>
  ({ columns, order, same, groupRows: 6 }) as const;
type Spec = ReturnType<typeof specOf>;
type Row = RowOf<Spec>;

function written(spec: Spec, rows: readonly Row[]): string {
  const to = place();
  const writer = new TableWriter(to, spec);
  for (const row of rows) writer.add(row);
  assert.equal(writer.end().rows, rows.length);
  return to;
}

async function readersOf(spec: Spec, files: readonly string[]): Promise<TableReader<Spec>[]> {
  const readers = [];
  for (const file of files) readers.push(await TableReader.open(file, spec));
  return readers;
}

/** Merges files into one, whole groups as they are where that is wanted; how many of them came so. */
async function merged(
  spec: Spec,
  files: readonly string[],
  asWritten: boolean,
): Promise<{ file: string; groups: number }> {
  const file = place();
  const writer = new TableWriter(file, spec);
  let groups = 0;
  await mergeRows(
    spec,
    await readersOf(spec, files),
    (block, from, to) => writer.copy(block, from, to),
    asWritten
      ? async (reader) => {
          writer.copyGroup(await reader.written());
          groups++;
        }
      : undefined,
  );
  writer.end();
  return { file, groups };
}

async function rowsOf(spec: Spec, file: string): Promise<Row[]> {
  const rows: Row[] = [];
  await mergeRows(spec, await readersOf(spec, [file]), ({ columns: own }, from, to) => {
    for (let row = from; row < to; row++)
      rows.push({
        source: own.source[row]!,
        at: own.at[row]!,
        value: own.value[row]!,
        share: own.share[row]!,
        name: own.name[row]!,
      });
  });
  return rows;
}

/** Rows that differ in their place, in files of which some stand behind others and some between them. */
function filesOf(seed: number): Row[][] {
  const random = new Random(`merge-${seed}`);
  const files = Array.from({ length: 1 + random.below(6) }, (): Row[] => []);
  const width = 1 + random.below(60);
  for (let at = 0; at < 300; at++) {
    const file = random.below(3) === 0 ? random.below(files.length) : Math.floor(at / width) % files.length;
    const whole = at % 7 === 0 ? 2 ** 52 + at : at - 3;
    const row = {
      source: `log ${at % 2}`,
      at: whole,
      value: at,
      share: at % 5 === 0 ? NaN : at / 3,
      name: `n${at % 4}\ud800`,
    };
    files[file]!.push(row);
  }
  return files.map((rows) => inOrder(specOf('refused'), rows));
}

test('files of different rows become one in table order, whether groups are taken as they are or not', async () => {
  const spec = specOf('refused');
  let groups = 0;
  for (let seed = 0; seed < rounds(12); seed++) {
    const files = filesOf(seed);
    const expected = inOrder(spec, files.flat());
    const paths = files.map((rows) => written(spec, rows));
    for (const asWritten of [false, true]) {
      const one = await merged(spec, paths, asWritten);
      groups += one.groups;
      assert.deepEqual(await rowsOf(spec, one.file), expected, `seed ${seed}`);
      const again = await merged(spec, [one.file, written(spec, [])], asWritten);
      assert.deepEqual(await rowsOf(spec, again.file), expected, `seed ${seed} again`);
    }
  }
  assert.ok(groups > rounds(30), `${groups} groups came as they were written`);
});

const row = (at: number, value: number, name = ''): Row => ({ source: 's', at, value, share: 0, name });

test('rows with one place are refused, completed, taken from the first file or all kept', async () => {
  const first = [row(1, 1), row(2, 0, 'two'), row(3, 3), row(9, 9)];
  const second = [row(2, 5), row(3, 4, 'three'), row(4, 4)];
  const third = [row(2, 7), row(4, 8, 'four')];
  const take = async (same: TableSpec['same'], ...files: Row[][]): Promise<[number, number, string][]> => {
    const spec = specOf(same);
    const { file } = await merged(
      spec,
      files.map((rows) => written(spec, rows)),
      true,
    );
    return (await rowsOf({ ...spec, same: 'all' } as never, file)).map(({ at, value, name }) => [at, value, name]);
  };
  assert.deepEqual(await take('one', first, second, third), [
    [1, 1, ''],
    [2, 5, 'two'],
    [3, 3, 'three'],
    [4, 4, 'four'],
    [9, 9, ''],
  ]);
  const lists = [row(2, 1), row(2, 2), row(2, 3), row(5, 1), row(5, 2)];
  assert.deepEqual(await take('first', lists, lists, [row(2, 1), row(2, 2), row(2, 3), row(4, 4)]), [
    [2, 1, ''],
    [2, 2, ''],
    [2, 3, ''],
    [4, 4, ''],
    [5, 1, ''],
    [5, 2, ''],
  ]);
  assert.equal((await take('all', first, second, third)).length, 9);
  await assert.rejects(take('refused', first, second), /s: The data at byte 2 was read twice/);
  await assert.rejects(take('refused', [...first, row(9, 9)]), /s: The data at byte 9 was read twice/);
  const six = Array.from({ length: 6 }, (_, at) => row(at, at));
  await assert.rejects(take('refused', six, [row(5, 5)]), /byte 5 was read twice/);
  await assert.rejects(take('refused', six, six), /byte 0 was read twice/);
});

test('a group of other columns is not taken as it is', async () => {
  const other = {
    ...specOf('refused'),
    columns: { source: 'text', at: 'whole', amount: 'small', share: 'real', name: 'text' },
  } as const;
  const file = place();
  const writer = new TableWriter(file, other);
  for (let at = 0; at < 6; at++) writer.add({ source: 's', at, amount: 1, share: 0, name: '' });
  writer.end();
  await assert.rejects(merged(specOf('refused'), [file], true), /This table has no proper column "value"/);
});
