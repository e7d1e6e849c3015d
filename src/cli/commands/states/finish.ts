import type { Readable } from 'node:stream';
import { askForPrompts, type AskedPrompts, finishStates } from '../../../engine/pipeline/finish-states.ts';
import { InputError } from '../../../reader/bytes/files/input-error.ts';
import { foldersIn } from '../../../engine/state/prompt-rows.ts';
import { counted } from '../../../text/numbers.ts';
import type { Typed } from '../../command.ts';
import { EXIT } from '../../exit-code.ts';
import { checkInputs } from '../../options/files/inputs.ts';
import { memoryOf } from '../../options/limits.ts';
import type { Terminal } from '../../output/terminal.ts';
import { UsageError } from '../../usage-error.ts';
import { scan } from '../scan.ts';

/**
 * Runs `prompt-audit finish`: states -> the report of a scan; with `--list-prompts`, the list of prompts it needs; with `--prompts` as well,
 * both, and in between it waits for a line on standard input.
 */
export async function finish(typed: Typed, terminal: Terminal, input: Readable = process.stdin): Promise<number> {
  const { 'list-prompts': wanted, prompts, accounts, baseline } = typed.values;
  if (typed.rest.length === 0) throw new UsageError('Name the states that prompt-audit map or merge wrote.');
  const there = wanted === undefined ? prompts : undefined;
  await checkInputs([...typed.rest, ...[there, accounts, baseline].filter((path) => path !== undefined)]);
  const states = (await Promise.all(typed.rest.map(foldersIn))).flat();
  if (wanted === undefined) {
    const folders = prompts === undefined ? undefined : await foldersIn(prompts);
    return scan({ ...typed, rest: states }, terminal, (paths, options) => finishStates(paths, folders, options));
  }
  // One JSON object per line, for programs: a name may contain a line break.
  const lines = ({ logs }: AskedPrompts): string => logs.map((log) => `${JSON.stringify(log)}\n`).join('');
  if (prompts !== undefined) {
    const read = async (asked: AskedPrompts): Promise<readonly string[]> => {
      await terminal.out.write(`${lines(asked)}\n`);
      if (asked.prompts === 0) return [];
      await waitForLine(input);
      return foldersIn(prompts);
    };
    return scan({ ...typed, rest: states }, terminal, (paths, options) =>
      finishStates(paths, { wanted, read }, options),
    );
  }
  const options = {
    ...memoryOf(typed),
    ...(accounts !== undefined && { directory: accounts }),
    ...(baseline !== undefined && { baseline }),
  };
  const asked = await askForPrompts(states, wanted, options);
  await terminal.out.write(lines(asked));
  if (!typed.switches.has('quiet')) {
    await terminal.err.write(
      `${counted(asked.prompts, 'prompt')} wanted: ${wanted}. Read them back where the logs are: prompt-audit map LOG... --read-prompts ${wanted}\n`,
    );
  }
  return EXIT.clean;
}

/** An end without a line is that of the program that was to read the prompts back. */
async function waitForLine(input: Readable): Promise<void> {
  for await (const chunk of input) if (String(chunk).includes('\n')) return;
  throw new InputError('Standard input ended before it said that the prompts were read back.');
}
