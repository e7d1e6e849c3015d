import { join } from 'node:path';
import { InputError } from '../bytes/files/input-error.ts';
import { mergeRows, type TakeRow } from './merge-rows.ts';
import { type Manifest, type Reading, readManifest } from './manifest.ts';
import { checkFile, TableReader } from './table-reader.ts';
import { type StateKind, type TableName, TABLES } from './tables.ts';

/** States whose tables are read as one. */
export interface OpenStates {
  reading: Reading;
  /** Rows of a table in all of them; the same text may be counted once a state. */
  rows: (name: TableName) => number;
  /** Goes through all rows of a table in its order: see `mergeRows`. */
  each: <N extends TableName>(name: N, take: TakeRow<(typeof TABLES)[N]>) => Promise<void>;
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
      `${other.folder}: This was read with a different mapping, --account-by or limit than ${first.folder}. Map all logs with the same options.`,
    );
  }
  return {
    reading: first.manifest.reading,
    rows: (name) => {
      const files = states.flatMap(({ manifest }) => manifest.tables[name] ?? []);
      return files.reduce((sum, { rows }) => sum + rows, 0);
    },
    each: async (name, take) => {
      const files = states.flatMap(({ folder, manifest }) =>
        (manifest.tables[name] ?? []).map(({ file }) => join(folder, file)),
      );
      const readers = [];
      for (const file of files) readers.push(await TableReader.open(file, TABLES[name]));
      await mergeRows(TABLES[name], readers, take);
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
