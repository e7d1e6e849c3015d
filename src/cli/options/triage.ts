import { stat } from 'node:fs/promises';
import { TriageError } from '../../core/triage/parse-triage.ts';
import { NO_TRIAGE, type Triage, TRIAGE_FILE } from '../../core/triage/triage.ts';
import { readTriageFile } from '../../core/triage/triage-file.ts';
import type { Typed } from '../command.ts';
import { UsageError } from '../usage-error.ts';

export interface Decisions {
  triage: Triage;
  /** The file they come from; undefined when there is none. */
  file: string | undefined;
}

/**
 * Decisions of the file that was named, or else of the one that the current folder keeps; none with `--no-triage`.
 * @throws UsageError when the file is missing or makes no sense: a scan that misses decisions is not what was asked for
 */
export async function readDecisions({ values, switches }: Typed): Promise<Decisions> {
  const named = values['triage'];
  if (switches.has('no-triage')) {
    if (named !== undefined) throw new UsageError('--triage and --no-triage exclude each other.');
    return { triage: NO_TRIAGE, file: undefined };
  }
  const file = named ?? TRIAGE_FILE;
  const known = await stat(file).catch(() => undefined);
  if (known === undefined) {
    if (named === undefined) return { triage: NO_TRIAGE, file: undefined };
    throw new UsageError(`There is no file "${file}" (--triage).`);
  }
  try {
    return { triage: await readTriageFile(file), file };
  } catch (error) {
    if (error instanceof TriageError) throw new UsageError(error.message);
    throw error;
  }
}
