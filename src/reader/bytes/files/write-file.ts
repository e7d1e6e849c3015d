/** Writes a complete text to a file. */
import { type FileCalls, OutputFile } from './output-file.ts';

/** Characters between two pauses in which others may run. */
const BATCH = 1 << 20;

/**
 * Writes a file in one step: see `OutputFile`.
 * @throws what the system says, or what ends the text; the old file is as it was then
 */
export async function writeFile(path: string, chunks: Iterable<string>, calls?: FileCalls): Promise<void> {
  const output = new OutputFile(path, calls);
  try {
    let characters = 0;
    for (const chunk of chunks) {
      output.write(chunk);
      characters += chunk.length;
      if (characters < BATCH) continue;
      characters = 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
    output.end();
  } catch (error) {
    output.discard();
    throw error;
  }
}

/** Joins small pieces so that each write is worth it. */
export function* batches(chunks: Iterable<string>): Generator<string> {
  let batch = '';
  for (const chunk of chunks) {
    batch += chunk;
    if (batch.length >= 1 << 16) {
      yield batch;
      batch = '';
    }
  }
  if (batch !== '') yield batch;
}
