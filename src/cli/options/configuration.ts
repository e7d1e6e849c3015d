/**
 * Makes settings from the configuration file look like typed options. Typed options override the file, and the file
 * overrides defaults. Each option is validated in one place, wherever it came from.
 */
import { stat } from 'node:fs/promises';
import type { ConfigKey } from '../../report/config/config-keys.ts';
import type { SetValue } from '../../report/config/config-values.ts';
import type { MappingProfile } from '../../reader/mapping/mapping-profile.ts';
import type { ConfiguredValue } from '../../report/shape/configured-value.ts';
import { type Command, option, type Typed } from '../command.ts';
import type { SwitchName } from '../usage/option-names.ts';
import type { Terminal } from '../output/terminal.ts';
import { UsageError } from '../usage-error.ts';
import { workspaceFile } from './files/workspace-trust.ts';

/** Option of each command that reads the file. */
export const CONFIG_OPTION = option(
  'config FILE',
  'settings (see config); default: prompt-audit.yaml in the current folder, with --trust',
);

/** Arguments of the commands that read the logs named in the file. */
const LOGS = 'LOG...';

/**
 * The typed options, completed by the configuration file.
 * @throws ConfigError for an invalid file, UsageError if there is no file of that name
 */
export async function withConfiguration(
  command: Pick<Command, 'options' | 'arguments'>,
  typed: Typed,
  terminal: Pick<Terminal, 'err' | 'ask'>,
): Promise<Typed> {
  if (!has(command, CONFIG_OPTION.name)) return typed;
  const path = await configFileOf(typed, terminal);
  const { CONFIG_KEYS } = await import('../../report/config/config-keys.ts');
  const { defaultValue, shownValue, teamContextOf, valuesOf } = await import('../../report/config/config-values.ts');
  const set = path === undefined ? [] : valuesOf(await readConfig(path));
  const completed = complete(command, typed, set);
  const values = CONFIG_KEYS.map((key): ConfiguredValue => {
    // Logs that were typed appear in the report anyway.
    if (key.key === 'inputs' && typed.rest.length > 0 && command.arguments === LOGS) return defaultValue(key);
    const text = typedValue(typed, key);
    if (text !== undefined) return { key: key.key, value: text, from: 'command line' };
    const found = set.find((item) => item.key === key);
    if (found === undefined) return defaultValue(key);
    return { key: key.key, value: shownValue(found.value), from: 'file', place: found.place };
  });
  const mappings = typed.values['mapping'] === undefined ? inlineMappings(set) : undefined;
  const team = teamContextOf(set);
  const rules = set.find(({ key }) => key.key === 'rules.files')?.value;
  return {
    ...completed,
    configuration: {
      values: values.some(({ from }) => from !== 'default') ? values : [],
      ...(mappings !== undefined && { mappings }),
      ...(team && { team }),
      ...(Array.isArray(rules) && { rules: rules.map(String) }),
    },
  };
}

/** The file that was named, or else that of the current folder if it is trusted. */
async function configFileOf(typed: Typed, terminal: Pick<Terminal, 'err' | 'ask'>): Promise<string | undefined> {
  const { CONFIG_FILE } = await import('../../report/config/config-name.ts');
  const named = typed.values['config'];
  if (named === undefined) return workspaceFile(CONFIG_FILE, typed, terminal);
  if ((await stat(named).catch(() => undefined)) === undefined) {
    throw new UsageError(`There is no file "${named}" (--config).`);
  }
  return named;
}

async function readConfig(path: string) {
  const { readConfigFile } = await import('../../report/config/config-file.ts');
  return readConfigFile(path);
}

function complete(command: Pick<Command, 'options' | 'arguments'>, typed: Typed, set: readonly SetValue[]): Typed {
  // A test holds the keys of the file to the options that there are.
  const values: Record<string, string | undefined> = { ...typed.values };
  const switches = new Set<string>(typed.switches);
  let { rest } = typed;
  for (const { key, value } of set) {
    const { option } = key;
    if (key.key === 'inputs' && command.arguments === LOGS && rest.length === 0) rest = value as readonly string[];
    if (option === undefined || !has(command, option) || typedValue(typed, key) !== undefined) continue;
    if (key.negates) {
      if (value === false) switches.add(option);
    } else if (typeof value !== 'object') values[option] = String(value);
  }
  return { ...typed, values, switches: switches as ReadonlySet<SwitchName>, rest };
}

/** A typed setting, as a report shows it. */
function typedValue(typed: Typed, { option, negates }: ConfigKey): string | undefined {
  if (option === undefined) return undefined;
  const switches: ReadonlySet<string> = typed.switches;
  if (negates) return switches.has(option) ? 'false' : undefined;
  if (switches.has(`no-${option}`)) return 'none';
  return Object.entries(typed.values).find(([name]) => name === option)?.[1];
}

function inlineMappings(set: readonly SetValue[]): readonly MappingProfile[] | undefined {
  const value = set.find(({ key }) => key.key === 'mappings')?.value;
  return Array.isArray(value) ? (value as readonly MappingProfile[]) : undefined;
}

const has = ({ options }: Pick<Command, 'options'>, name: string): boolean => options.some((one) => one.name === name);
