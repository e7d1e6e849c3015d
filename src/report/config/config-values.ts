/** The values that a configuration file sets, key by key, with their lines. */
import { dirname, isAbsolute, join } from 'node:path';
import type { TeamContext } from '../../engine/accounts/team-context.ts';
import type { ConfiguredValue } from '../shape/configured-value.ts';
import { SHIPPED_RULES } from './config-name.ts';
import { type ConfigEntry, type ConfigKey, CONFIG_KEYS } from './config-keys.ts';
import type { Config } from './parse-config.ts';

export interface SetValue {
  key: ConfigKey;
  /** The value, with the names of files as they are seen from where the program runs. */
  value: ConfigEntry;
  /** `prompt-audit.yaml:3` */
  place: string;
}

/** The keys that the file sets. */
export function valuesOf(config: Config): SetValue[] {
  return CONFIG_KEYS.flatMap((key) => {
    const value = atPath(config.values, key.key);
    if (value === undefined) return [];
    const here = key.isFile ? fromHere(value, config.file) : value;
    return [{ key, value: here, place: `${config.file}:${config.placeOf(key.key).line}` }];
  });
}

const atPath = (values: object, path: string): ConfigEntry | undefined =>
  path
    .split('.')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], values) as ConfigEntry;

function fromHere(value: ConfigEntry, file: string): ConfigEntry {
  const one = (path: string): string => (isAbsolute(path) || path === SHIPPED_RULES ? path : join(dirname(file), path));
  if (typeof value === 'string') return one(value);
  if (typeof value !== 'object') return value;
  return value.map((item) => (typeof item === 'string' ? one(item) : item));
}

/** A value as a report shows it: lists with commas, mappings and clients by their names, models with their days. */
export function shownValue(value: ConfigEntry): string {
  if (typeof value !== 'object') return String(value);
  return value.map(shownItem).join(', ');
}

function shownItem(item: Exclude<ConfigEntry, string | number | boolean>[number]): string {
  if (typeof item === 'string') return item;
  if (!('model' in item)) return item.name;
  return 'released' in item ? `${item.model} (${item.released})` : `${item.model} ($${item.input} / $${item.output})`;
}

/** What the file says of the team's own traffic; undefined when it says nothing. */
export function teamContextOf(set: readonly SetValue[]): TeamContext | undefined {
  const of = (name: string) => set.find(({ key }) => key.key === name)?.value;
  const known = ['knownClients', 'modelReleases', 'modelPrices', 'publicPrompts'].map(of);
  if (known.every((value) => value === undefined)) return undefined;
  const [clients, releases, prices, prompts] = known;
  return {
    clients: (clients ?? []) as TeamContext['clients'],
    releases: (releases ?? []) as TeamContext['releases'],
    prices: (prices ?? []) as TeamContext['prices'],
    prompts: (prompts ?? []) as TeamContext['prompts'],
  };
}

/** What is in force where nobody gave a value. */
export function defaultValue({ key, standard }: ConfigKey): ConfiguredValue {
  return { key, value: standard, from: 'default' };
}
