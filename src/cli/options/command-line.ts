import { parseArgs, type ParseArgsConfig } from 'node:util';
import { COMMON_OPTIONS, type Command, type Typed } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import type { SwitchName } from '../usage/option-names.ts';
import { didYouMean } from './suggestion.ts';

type ParserOptions = NonNullable<ParseArgsConfig['options']>;

/**
 * Splits the arguments after the command's name into options and the rest. Node's own parser is used: it keeps values as they
 * were typed (a file called `1e3` stays one), takes `-` and everything after `--` as arguments, and refuses unknown options.
 * Throws a `UsageError` that says what is wrong.
 */
export function readCommandLine(command: Command, args: readonly string[]): Typed {
  const known = [...command.options, ...COMMON_OPTIONS];
  const options: ParserOptions = {};
  const values = new Map<string, string>();
  for (const { name, alsoSwitch, short, value } of known) {
    const type = value === undefined ? 'boolean' : 'string';
    options[name] = { type, ...(short !== undefined && { short }) };
    if (alsoSwitch !== undefined) {
      options[alsoSwitch] = { type: 'boolean' };
      values.set(alsoSwitch, name);
    }
  }
  const typed = parse(command, args, options, values);
  if (command.arguments === undefined && typed.rest[0] !== undefined) {
    throw new UsageError(`"prompt-audit ${command.name}" takes no arguments, but got "${typed.rest[0]}".`);
  }
  return typed;
}

/** @param asSwitches options whose values can be typed as switches, by these */
function parse(
  command: Command,
  args: readonly string[],
  options: ParserOptions,
  asSwitches: ReadonlyMap<string, string>,
): Typed {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const text: Record<string, string> = {};
    const switches = new Set<string>();
    for (const [typed, value] of Object.entries(values)) {
      const meant = asSwitches.get(typed);
      if (meant !== undefined && value === true) {
        const said = values[meant] ?? typed;
        if (said !== typed) throw new UsageError(`--${typed} and --${meant} ${String(said)} contradict each other.`);
        text[meant] = typed;
        continue;
      }
      if (typeof value === 'string') text[typed] = value;
      else if (value === true) switches.add(typed);
    }
    // The parser refuses every name that is in no table.
    return { values: text, switches: switches as ReadonlySet<string> as ReadonlySet<SwitchName>, rest: positionals };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [, wrong] = /Unknown option '--([\w-]{1,60})/.exec(error.message) ?? [];
    const meant = wrong === undefined ? '' : didYouMean(wrong, Object.keys(options), '--');
    throw new UsageError(`${firstSentence(error.message)}${meant}\nSee: prompt-audit ${command.name} --help`);
  }
}

/** Node adds advice on how to pass an argument that starts with a dash, which helps nobody who mistyped an option. */
const firstSentence = (message: string): string => `${(message.split(/\. |\n/)[0] ?? message).replace(/\.$/, '')}.`;
