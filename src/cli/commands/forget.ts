import { forgetLogs } from '../../core/ingest/checkpoints/folder-log-store.ts';
import { bytes, counted } from '../../text/numbers.ts';
import type { Typed } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { stateFolder } from '../options/state-folder.ts';
import type { Terminal } from '../output/terminal.ts';
import { UsageError } from '../usage-error.ts';

/** Runs `prompt-audit forget`: removes what scans with `--incremental` kept. */
export async function forget(typed: Typed, terminal: Terminal, folder = stateFolder()): Promise<number> {
  if (typed.rest.length > 0) throw new UsageError('forget takes no arguments: it removes all that was kept.');
  const gone = await forgetLogs(folder);
  const what = gone.logs === 0 ? 'Nothing was kept' : `${counted(gone.logs, 'log')} forgotten, ${bytes(gone.bytes)}`;
  if (!typed.switches.has('quiet')) await terminal.out.write(`${what}.\n`);
  return EXIT.clean;
}
