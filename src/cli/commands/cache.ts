import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { forgetLogs } from '../../engine/ingest/checkpoints/folder-log-store.ts';
import { bytes, counted } from '../../text/numbers.ts';
import { sweepSpools } from '../../reader/bytes/sources/spools.ts';
import type { Typed } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { stateFolder } from '../options/files/state-folder.ts';
import { readAnswers, TRUSTED_FILE } from '../options/files/trusted-folders.ts';
import type { Terminal } from '../output/terminal.ts';
import { UsageError } from '../usage-error.ts';

/**
 * Runs `prompt-audit cache clear`: deletes what scans saved, the list of trusted folders, and copies left by killed scans.
 */
export async function clearCache(typed: Typed, terminal: Terminal, folder = stateFolder()): Promise<number> {
  const [action, ...others] = typed.rest;
  if (action !== 'clear' || others.length > 0)
    throw new UsageError('Type prompt-audit cache clear: it deletes everything that was kept.');
  const gone = await forgetLogs(folder);
  const { answers } = await readAnswers(folder);
  await rm(join(folder, TRUSTED_FILE), { force: true });
  const spools = await sweepSpools();
  const answered =
    answers.size === 0 ? '' : `; whether ${counted(answers.size, 'folder')} may be trusted is asked again`;
  const left = spools === 0 ? '' : `; ${counted(spools, 'temporary copy', 'temporary copies')} of logs removed`;
  const what = gone.logs === 0 ? 'No log was kept' : `${counted(gone.logs, 'log')} forgotten, ${bytes(gone.bytes)}`;
  if (!typed.switches.has('quiet')) await terminal.out.write(`${what}${answered}${left}.\n`);
  return EXIT.clean;
}
