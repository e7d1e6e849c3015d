import type { TeamContext } from '../engine/pipeline/audit.ts';
import type { MappingProfile } from '../reader/mapping/mapping-profile.ts';
import type { ConfiguredValue } from '../report/shape/configured-value.ts';
import type { Terminal } from './output/terminal.ts';
import type { SwitchName, ValueName } from './usage/option-names.ts';

/** One option of a command. An option without `value`, its placeholder in the help (for example `FILE`), is a switch. */
export type CommandOption = ({ name: ValueName; value: string } | { name: SwitchName; value?: undefined }) & {
  short?: string;
  /** A value that can also be given as its own switch: `--json` for `--format json`. */
  alsoSwitch?: string;
  text: string;
};

/**
 * An option by what the help says of it.
 * @param spec its name, and the placeholder of its value where it takes one: `output FILE`
 */
export function option(
  spec: SwitchName | `${ValueName} ${string}`,
  text: string,
  more: Pick<CommandOption, 'short' | 'alsoSwitch'> = {},
): CommandOption {
  const [name, value] = spec.split(' ');
  return { name, ...(value !== undefined && { value }), text, ...more } as CommandOption;
}

/** Settings in effect, and those that no option can express. */
export interface Configuration {
  /** Mappings that are in the file itself. */
  mappings?: readonly MappingProfile[];
  /** Known clients and releases of models. */
  team?: TeamContext;
  /** Files and folders of rules that the file names. */
  rules?: readonly string[];
  /** Every setting with its source; empty if all have their defaults. */
  values: readonly ConfiguredValue[];
}

/** What was typed: option values by name, and everything that is not an option. */
export interface Typed {
  values: Readonly<Partial<Record<ValueName, string | undefined>>>;
  switches: ReadonlySet<SwitchName>;
  rest: readonly string[];
  /** What the configuration file adds, for commands that read it. */
  configuration?: Configuration;
}

/** A subcommand of `prompt-audit` and what it takes. `run` loads what it needs itself and returns the exit code. */
export interface Command {
  name: string;
  /** Placeholder for the arguments in the help; a command without it takes none. */
  arguments?: string;
  text: string;
  options: readonly CommandOption[];
  examples: readonly string[];
  /** What exit code 1 means, for a command that ends with it for a reason other than `--fail-on`. */
  exitOne?: string;
  /** Whether this command line uses the settings of the folder; without it, every one does. */
  usesConfiguration?: (typed: Typed) => boolean;
  run(typed: Typed, terminal: Terminal): Promise<number>;
}

/** Options of every command. */
export const COMMON_OPTIONS: readonly CommandOption[] = [
  option('quiet', 'no progress bar and no notes', { short: 'q' }),
  option('no-color', 'no colours, as with NO_COLOR set'),
  option('help', 'show this help', { short: 'h' }),
];
