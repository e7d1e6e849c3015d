import { InputError } from '../../reader/bytes/files/input-error.ts';
import { memoryText, givenMemory, heldMemory } from '../ingest/needed-memory.ts';
import { counted } from '../../text/numbers.ts';
import type { Block } from './block.ts';
import { openStates } from './open-states.ts';
import { readManifest } from './manifest.ts';
import { StateWriter } from './state-writer.ts';
import type { TableReader } from './table-reader.ts';
import { KINDS, type TableName, type TABLES } from './tables.ts';
import { ThinTexts, USED } from './thin-texts.ts';

/** Rows between two looks at what is held, and the share of what may be taken at which merging stops. */
const LOOK_ROWS = 1 << 16;
const MOST = 0.95;

export interface MergeOptions {
  /** Bytes that may be taken; default: what there is. */
  memory?: number;
  /** All states of an audit are there: leave out clauses that no report depends on. */
  thin?: boolean;
}

export interface Merged {
  /** By table. */
  rows: Partial<Record<TableName, number>>;
  /** Clauses that were left out, where that was wanted and could be done. */
  left?: number;
}

/**
 * Writes one state in place of several, or one set of prompts. Memory holds a row group of each file, whatever the size of the
 * states, and to thin them 15 bytes a text; which comes first makes no difference.
 * @throws InputError when one of them cannot be used, the same part of a log is in two, or there is too little memory
 */
export async function mergeStates(
  folders: readonly string[],
  target: string,
  { memory = givenMemory(), thin = false }: MergeOptions = {},
): Promise<Merged> {
  const { kind } = await readManifest(folders[0] ?? '');
  const states = await openStates(folders, kind);
  if (states.thinned) throw new InputError(`${folders[0]!}: This state is thinned already: finish takes it as it is.`);
  const writer = await StateWriter.create(target, kind, states.reading);
  const rows: Partial<Record<TableName, number>> = {};
  try {
    // Halves of requests that are yet to be joined have texts that are in no table.
    const texts = thin && kind === 'state' && states.rows('pieces') === 0 ? await ThinTexts.read(states) : undefined;
    for (const name of KINDS[kind]) {
      if (texts !== undefined && (name === 'texts' || name === 'clauses')) continue;
      const table = writer.table(name);
      let count = 0;
      let looked = -LOOK_ROWS;
      const look = (more: number): void => {
        count += more;
        if (count - looked < LOOK_ROWS) return;
        looked = count;
        if (heldMemory() > MOST * memory) throw tooMany(folders.length, memory);
      };
      await states.eachRows(
        name,
        (block, from, to) => {
          // A block of the table of this name, which the compiler does not know of a name in a loop.
          table.copy(block as never, from, to);
          if (name === 'requests') texts?.use(block as Block<typeof TABLES.requests>, from, to);
          look(to - from);
        },
        async (reader, block) => {
          if (name === 'requests' && texts !== undefined) {
            await (reader as TableReader<typeof TABLES.requests>).complete(block as never, USED);
            texts.use(block as Block<typeof TABLES.requests>, 0, block.length);
          }
          look(table.copyGroup(await reader.written()));
        },
      );
      rows[name] = count;
      writer.endFile(name);
    }
    await texts?.write(states, writer);
    await writer.end(texts !== undefined);
    return { rows, ...(texts && { left: texts.left }) };
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

const tooMany = (states: number, memory: number): InputError =>
  new InputError(
    `Merging ${counted(states, 'state')} at a time takes more than the ${memoryText(memory)} of memory that are available. Merge some of them first, then what came of that.`,
  );
