import { openStates } from './open-states.ts';
import { readManifest } from './manifest.ts';
import { StateWriter } from './state-writer.ts';
import { KINDS, type TableName } from './tables.ts';

/**
 * Writes one state in place of several, or one set of prompts. Memory holds a row group of each file, whatever the size of the
 * states; which comes first makes no difference.
 * @returns rows by table
 * @throws InputError when one of them cannot be used, or the same part of a log is in two
 */
export async function mergeStates(
  folders: readonly string[],
  target: string,
): Promise<Partial<Record<TableName, number>>> {
  const { kind } = await readManifest(folders[0] ?? '');
  const states = await openStates(folders, kind);
  const writer = await StateWriter.create(target, kind, states.reading);
  const rows: Partial<Record<TableName, number>> = {};
  try {
    for (const name of KINDS[kind]) {
      const table = writer.table(name);
      let count = 0;
      await states.each(name, (block, row) => {
        table.copy(block as never, row);
        count++;
      });
      rows[name] = count;
      writer.endFile(name);
    }
    await writer.end();
    return rows;
  } catch (error) {
    await writer.discard();
    throw error;
  }
}
