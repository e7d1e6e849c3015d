import { join } from 'node:path';
import { InputError } from '../../reader/bytes/files/input-error.ts';
import type { Block } from './block.ts';
import { mergeRows, type TakeGroup, type TakeRows } from './merge-rows.ts';
import { type Manifest, type Reading, readManifest } from './manifest.ts';
import { checkFile, TableReader } from './table-reader.ts';
import { type StateKind, type TableName, TABLES, type TableSpec } from './tables.ts';

/** Called with each row in order. */
export type TakeRow<S extends TableSpec> = (block: Block<S>, row: number) => void;

/** States whose tables are read as one. */
export interface OpenStates {
  reading: Reading;
  /** It is one state, of all logs, without some clauses. */
  thinned: boolean;
  /** Rows of a table in all of them; the same text may be counted once a state. */
  rows: (name: TableName) => number;
  /** Goes through all rows of a table in its order: see `mergeRows`. */
  each: <N extends TableName>(name: N, take: TakeRow<(typeof TABLES)[N]>) => Promise<void>;
  /** The same, with rows that follow each other in one of the files. */
  eachRows: <N extends TableName>(
    name: N,
    take: TakeRows<(typeof TABLES)[N]>,
    takeGroup?: TakeGroup<(typeof TABLES)[N]>,
  ) => Promise<void>;
  /** Gives some columns of at most so many row groups of a table, from all over it. */
  sample: <N extends TableName>(
    name: N,
    columns: readonly (keyof (typeof TABLES)[N]['columns'] & string)[],
    groups: number,
    take: (block: Block<(typeof TABLES)[N]>) => void,
  ) => Promise<void>;
}

/**
 * Opens states, in any order.
 * @throws InputError when one is damaged, of another version, no state of this kind, or made with other settings than the others
 */
export async function openStates(folders: readonly string[], kind: StateKind): Promise<OpenStates> {
  const states: { folder: string; manifest: Manifest }[] = [];
  for (const folder of folders) {
    const manifest = await readManifest(folder);
    if (manifest.kind !== kind)
      throw new InputError(`${folder}: This contains ${WHAT[manifest.kind]}, not ${WHAT[kind]}.`);
    for (const file of Object.values(manifest.tables).flat()) await checkFile(join(folder, file.file), file);
    states.push({ folder, manifest });
  }
  const [first] = states;
  if (first === undefined) throw new InputError('No state was named.');
  const other = states.find(({ manifest }) => !isSame(manifest.reading, first.manifest.reading));
  if (other !== undefined) {
    throw new InputError(
      `${other.folder}: This was read with a different mapping, --account-by, limit or --secret than ${first.folder}. Map all logs with the same options.`,
    );
  }
  const thinned = states.find(({ manifest }) => manifest.thinned);
  if (thinned !== undefined && states.length > 1) {
    throw new InputError(
      `${thinned.folder}: This state was thinned, so it has to hold all logs and cannot be used with others. Merge the states that it was made of with the others, and thin what comes of it.`,
    );
  }
  const filesOf = (name: TableName): { path: string; rows: number }[] =>
    states.flatMap(({ folder, manifest }) =>
      (manifest.tables[name] ?? []).map(({ file, rows }) => ({ path: join(folder, file), rows })),
    );
  const eachRows: OpenStates['eachRows'] = async (name, take, takeGroup) => {
    const readers = [];
    for (const { path } of filesOf(name)) readers.push(await TableReader.open(path, TABLES[name]));
    await mergeRows(TABLES[name], readers, take, takeGroup);
  };
  return {
    reading: first.manifest.reading,
    thinned: thinned !== undefined,
    rows: (name) => filesOf(name).reduce((sum, { rows }) => sum + rows, 0),
    eachRows,
    each: (name, take) =>
      eachRows(name, (block, from, to) => {
        for (let row = from; row < to; row++) take(block, row);
      }),
    sample: async (name, columns, most, take) => {
      const { groupRows } = TABLES[name];
      const groups = filesOf(name).flatMap(({ path, rows }) =>
        Array.from({ length: Math.ceil(rows / groupRows) }, (_, group) => ({ path, group })),
      );
      const step = Math.ceil(groups.length / most);
      for (const { path, group } of groups.filter((_, at) => at % step === 0)) {
        const reader = await TableReader.open(path, TABLES[name]);
        take(await reader.columnsOf(group, columns));
        await reader.close();
      }
    },
  };
}

const WHAT: Readonly<Record<StateKind, string>> = {
  state: 'a state of logs',
  wanted: 'a list of wanted prompts',
  prompts: 'prompts that were read back',
};

function isSame(a: Reading, b: Reading): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
