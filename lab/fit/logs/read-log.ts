/** Reads a labelled log as a scan does, on one thread. */
import { DEFAULT_LIMITS } from '../../../src/reader/bytes/files/limits.ts';
import { listSources } from '../../../src/reader/bytes/sources/source-list.ts';
import { scan } from '../../../src/engine/ingest/scan.ts';
import { readPrompts } from '../../../src/engine/readback/read-prompts.ts';
import { meaningsFrom, type ReadMeanings } from '../../../src/engine/readback/template-meanings.ts';
import type { RequestTable } from '../../../src/engine/table/request-table.ts';

/** The finished table of its requests. */
export async function readTable(path: string): Promise<RequestTable> {
  const read = await scan([path], { workers: 0 });
  const table = read.table.finish(false);
  await read.release();
  return table;
}

/** Prompts of rows of that table, read from the log again. */
export async function promptsFrom(
  path: string,
  table: RequestTable,
  rows: Iterable<number>,
): Promise<Map<number, string>> {
  const { sources, release } = await listSources([path], undefined, DEFAULT_LIMITS);
  const prompts = await readPrompts(sources, table, rows);
  await release();
  return prompts;
}

/** What templates of that table say. */
export const textsFrom =
  (path: string, table: RequestTable): ReadMeanings =>
  (samples) =>
    meaningsFrom((rows) => promptsFrom(path, table, rows))(samples);
