import type { TeamContext } from '../core/accounts/team-context.ts';
import type { MappingProfile } from '../core/mapping/mapping-profile.ts';
import type { ConfiguredValue } from '../core/report/configured-value.ts';
import type { Terminal } from './output/terminal.ts';

/** One option of a command. An option without `value` is a switch. */
export interface CommandOption {
  name: string;
  short?: string;
  /** A name it had before, which is taken and not shown. */
  formerly?: string;
  /** A value that is also taken as a switch of its own: `--json` for `--format json`. */
  alsoSwitch?: string;
  /** What stands for the value in the help, for example `FILE`. */
  value?: string;
  text: string;
}

/** What is in force, and what no option can say. */
export interface Configuration {
  /** Mappings that are in the file itself. */
  mappings?: readonly MappingProfile[];
  /** Known clients and releases of models. */
  team?: TeamContext;
  /** Files and folders of rules that the file names. */
  rules?: readonly string[];
  /** Every setting with who gave it; empty when all are defaults. */
  values: readonly ConfiguredValue[];
}

/** What was typed: option values by name, and everything that is not an option. */
export interface Typed {
  values: Readonly<Record<string, string | undefined>>;
  switches: ReadonlySet<string>;
  rest: readonly string[];
  /** What the configuration file adds, for commands that read it. */
  configuration?: Configuration;
}

/** A word after `prompt-audit` with what it takes. `run` loads what it needs itself and gives the exit code. */
export interface Command {
  name: string;
  /** What stands for the arguments in the help; a command without it takes none. */
  arguments?: string;
  text: string;
  options: readonly CommandOption[];
  examples: readonly string[];
  /** What exit code 1 means, for a command that ends with it for another reason than `--fail-on`. */
  exitOne?: string;
  /** False for what is typed when the command does not go by the settings of the folder; absent when it always does. */
  usesConfiguration?: (typed: Typed) => boolean;
  run(typed: Typed, terminal: Terminal): Promise<number>;
}

/** Options of every command. */
export const COMMON_OPTIONS: readonly CommandOption[] = [
  { name: 'quiet', short: 'q', text: 'no progress bar and no notes' },
  { name: 'no-color', text: 'no colours, as with NO_COLOR set' },
  { name: 'help', short: 'h', text: 'show this help' },
];
