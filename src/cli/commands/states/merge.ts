import { foldersIn } from '../../../engine/state/prompt-rows.ts';
import { mergeStates } from '../../../engine/state/merge-states.ts';
import { counted } from '../../../text/numbers.ts';
import type { Typed } from '../../command.ts';
import { EXIT } from '../../exit-code.ts';
import { checkInputs } from '../../options/files/inputs.ts';
import type { Terminal } from '../../output/terminal.ts';
import { UsageError } from '../../usage-error.ts';

/** Runs `prompt-audit merge`: several states -> one. */
export async function merge(typed: Typed, terminal: Terminal): Promise<number> {
  const { output } = typed.values;
  const thin = typed.switches.has('thin');
  if (output === undefined) throw new UsageError('Name the folder to write: --output FOLDER.');
  if (typed.rest.length === 0) throw new UsageError('Name the states to merge.');
  await checkInputs(typed.rest);
  const folders = (await Promise.all(typed.rest.map(foldersIn))).flat();
  const { rows, left } = await mergeStates(folders, output, { thin });
  if (!typed.switches.has('quiet')) {
    const text = rows.requests === undefined ? '' : `: ${counted(rows.requests, 'request')}`;
    await terminal.err.write(
      `${counted(folders.length, 'state')} merged into ${output}${text}.${thin ? thinned(left) : ''}\n`,
    );
  }
  return EXIT.clean;
}

const thinned = (left: number | undefined): string =>
  left === undefined
    ? ' Nothing was left out: these are prompts, or halves of requests are yet to be joined.'
    : ` ${counted(left, 'clause')} left out.`;
