/** Small files named by the user: account directories, baselines, decisions, reports. */
import { openFile } from './file-head.ts';
import { InputError } from './input-error.ts';

/** A report on a million accounts is about as long as a text may be. */
const MAX_BYTES = 512 << 20;

/**
 * The text of a file. Pipes and devices are refused at once: they may never end.
 * @throws InputError for what is not a regular file, or too long; what the system says
 */
export async function readRegularFile(path: string, most = MAX_BYTES): Promise<string> {
  const handle = await openFile(path);
  try {
    const facts = await handle.stat();
    if (!facts.isFile()) throw new InputError(`${path}: This is not a regular file.`);
    if (facts.size > most) throw new InputError(`${path}: It may be at most ${most >> 20} MB long.`);
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}
