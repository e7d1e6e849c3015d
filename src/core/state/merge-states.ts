import { InputError } from '../bytes/files/input-error.ts';
import { gigabytes, givenMemory, heldMemory } from '../ingest/needed-memory.ts';
import { counted } from '../../text/numbers.ts';
import { openStates } from './open-states.ts';
import { readManifest } from './manifest.ts';
import { StateWriter } from './state-writer.ts';
import { KINDS, type TableName } from './tables.ts';

/** Rows between two looks at what is held, and the share of what may be taken at which merging stops. */
const LOOK_ROWS = 1 << 14;
const MOST = 0.95;

/**
 * Writes one state in place of several, or one set of prompts. Memory holds a row group of each file, whatever the size of the
 * states; which comes first makes no difference.
 * @returns rows by table
 * @throws InputError when one of them cannot be used, the same part of a log is in two, or there is too little memory
 */
export async function mergeStates(
  folders: readonly string[],
  target: string,
  memory = givenMemory(),
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
        if (count++ % LOOK_ROWS === 0 && heldMemory() > MOST * memory) throw tooMany(folders.length, memory);
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

const tooMany = (states: number, memory: number): InputError =>
  new InputError(
    `Merging ${counted(states, 'state')} at a time takes more than the ${gigabytes(memory)} of memory that are available. Merge some of them first, then what came of that.`,
  );
