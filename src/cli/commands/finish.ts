import { askForPrompts, finishStates } from '../../core/pipeline/finish-states.ts';
import { foldersIn } from '../../core/state/prompt-rows.ts';
import { counted } from '../../text/numbers.ts';
import type { Typed } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { checkInputs } from '../options/inputs.ts';
import { memoryOf } from '../options/limits.ts';
import type { Terminal } from '../output/terminal.ts';
import { UsageError } from '../usage-error.ts';
import { scan } from './scan.ts';

/** Runs `prompt-audit finish`: states -> the report of a scan; with `--wanted`, the list of prompts it needs. */
export async function finish(typed: Typed, terminal: Terminal): Promise<number> {
  const { wanted, prompts, accounts, baseline } = typed.values;
  if (typed.rest.length === 0) throw new UsageError('Name the states that prompt-audit map or merge wrote.');
  await checkInputs([...typed.rest, ...[prompts, accounts, baseline].filter((path) => path !== undefined)]);
  const states = (await Promise.all(typed.rest.map(foldersIn))).flat();
  if (wanted !== undefined) {
    const options = {
      ...memoryOf(typed),
      ...(accounts !== undefined && { directory: accounts }),
      ...(baseline !== undefined && { baseline }),
    };
    const { prompts: count, logs } = await askForPrompts(states, wanted, options);
    // One JSON object per line, for programs: a name may contain a line break.
    await terminal.out.write(logs.map((log) => `${JSON.stringify(log)}\n`).join(''));
    if (!typed.switches.has('quiet')) {
      await terminal.err.write(
        `${counted(count, 'prompt')} wanted: ${wanted}. Read them back where the logs are: prompt-audit map LOG... --wanted ${wanted}\n`,
      );
    }
    return EXIT.clean;
  }
  const folders = prompts === undefined ? undefined : await foldersIn(prompts);
  return scan({ ...typed, rest: states }, terminal, (paths, options) => finishStates(paths, folders, options));
}
