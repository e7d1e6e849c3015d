import { existsSync } from 'node:fs';
import { version } from '../../package.json';
import type { Command } from './command.ts';
import { readCommandLine } from './options/command-line.ts';
import { withConfiguration } from './options/configuration.ts';
import { EXIT } from './exit-code.ts';
import { commandHelp, programHelp } from './help.ts';
import { didYouMean } from './options/suggestion.ts';
import type { Terminal } from './output/terminal.ts';
import { describeError, isExpected, UsageError } from './usage-error.ts';
import { visible } from '../text/visible.ts';

/** Runs one command line and gives the exit code. `args` are the arguments without the names of node and the program. */
export async function runProgram(
  args: readonly string[],
  commands: readonly Command[],
  terminal: Terminal,
): Promise<number> {
  try {
    return await dispatch(args, commands, terminal);
  } catch (error) {
    return failure(error, terminal);
  }
}

/** Says in one sentence what went wrong, and returns the exit code. */
export async function failure(error: unknown, terminal: Pick<Terminal, 'err'>): Promise<number> {
  const message = describeError(error).split('\n').map(visible).join('\n');
  const isKnown = isExpected(error);
  await terminal.err.write(`prompt-audit: ${isKnown ? '' : 'internal error: '}${message}\n`);
  return isKnown ? EXIT.failed : EXIT.internal;
}

async function dispatch(args: readonly string[], commands: readonly Command[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version' || name === '-v') {
    await terminal.out.write(`${version}\n`);
    return EXIT.clean;
  }
  const asksHelp = name === '--help' || name === '-h' || name === 'help';
  const wanted = asksHelp ? rest[0] : name;
  const command = commands.find(({ name }) => name === wanted);
  const isNamed = wanted !== undefined && !(asksHelp && wanted.startsWith('-'));
  if (command === undefined && isNamed) throw unknownCommand(wanted, commands);
  if (asksHelp || command === undefined) {
    await (asksHelp ? terminal.out : terminal.err).write(command ? commandHelp(command) : programHelp(commands));
    return asksHelp ? EXIT.clean : EXIT.failed;
  }
  const typed = readCommandLine(command, rest);
  if (typed.switches.has('no-color')) terminal.out.colour = terminal.err.colour = false;
  if (typed.switches.has('help')) {
    await terminal.out.write(commandHelp(command));
    return EXIT.clean;
  }
  const uses = command.usesConfiguration?.(typed) ?? true;
  return command.run(uses ? await withConfiguration(command, typed, terminal) : typed, terminal);
}

function unknownCommand(name: string, commands: readonly Command[]): UsageError {
  const names = commands.map((item) => item.name);
  // What other programs have as a command of its own belongs to the rules here.
  const meant = name === 'explain' ? ' Did you mean rules explain?' : didYouMean(name, names);
  if (existsSync(name)) return new UsageError(`"${name}" is no command. To audit a log: prompt-audit scan ${name}`);
  return new UsageError(
    `There is no command "${name}".${meant} Commands: ${names.join(', ')}.\nSee: prompt-audit --help`,
  );
}
