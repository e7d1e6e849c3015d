import { stat } from 'node:fs/promises';
import { TriageError } from '../../../report/triage/parse-triage.ts';
import { NO_TRIAGE, type Triage, TRIAGE_FILE } from '../../../report/triage/triage.ts';
import { readTriageFile } from '../../../report/triage/triage-file.ts';
import type { Typed } from '../../command.ts';
import type { Terminal } from '../../output/terminal.ts';
import { UsageError } from '../../usage-error.ts';
import { workspaceFile } from './workspace-trust.ts';

export interface Decisions {
  triage: Triage;
  /** The file they come from; undefined if there is none. */
  file: string | undefined;
}

/**
 * Decisions from the file that was named, or else from the current folder if it is trusted; none with `--no-triage`.
 * @throws UsageError if the file is missing or invalid: a scan without the decisions is not what was asked for
 */
export async function readDecisions(typed: Typed, terminal: Pick<Terminal, 'err' | 'ask'>): Promise<Decisions> {
  const { values, switches } = typed;
  const named = values['triage'];
  if (switches.has('no-triage')) {
    if (named !== undefined) throw new UsageError('--triage and --no-triage cannot be used together.');
    return { triage: NO_TRIAGE, file: undefined };
  }
  const file = named ?? (await workspaceFile(TRIAGE_FILE, typed, terminal));
  if (file === undefined) return { triage: NO_TRIAGE, file: undefined };
  if ((await stat(file).catch(() => undefined)) === undefined) {
    throw new UsageError(`There is no file "${file}" (--triage).`);
  }
  try {
    return { triage: await readTriageFile(file), file };
  } catch (error) {
    if (error instanceof TriageError) throw new UsageError(error.message);
    throw error;
  }
}
