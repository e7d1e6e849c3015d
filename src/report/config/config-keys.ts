/**
 * The settings of the configuration file, one line each, with the names of the corresponding command-line option and
 * editor setting. The command line, the editor and the documentation all read this table.
 */
import type { KnownClient, ModelPrice, ModelRelease } from '../../engine/accounts/team-context.ts';
import type { OwnPublicPrompt } from '../../engine/accounts/own-public-prompts.ts';
import type { MappingProfile } from '../../reader/mapping/mapping-profile.ts';
import { DEFAULT_SETTINGS, type ReportSettings } from '../shape/report.ts';
import type { ConfigFile } from './config-schema.ts';

/** What a file says of a setting. */
export type ConfigEntry =
  | string
  | number
  | boolean
  | readonly (string | MappingProfile | KnownClient | ModelPrice | ModelRelease | OwnPublicPrompt)[];

type Group = 'gates' | 'limits' | 'rules';
type Inner<K extends Group> = `${K}.${keyof NonNullable<ConfigFile[K]> & string}`;

export interface ConfigKey {
  /** Path of the key in the file, with a dot. */
  key: Exclude<keyof ConfigFile, Group> | Inner<'gates'> | Inner<'limits'> | Inner<'rules'>;
  /** Option of the command line without its dashes; absent when only arguments say the same. */
  option?: string;
  /** The option is a switch that means `false`. */
  negates?: true;
  /** Setting of the editor under `promptAudit`. */
  setting?: string;
  /** Value without a file, as text; empty when nothing is set. */
  standard: string;
  /** The value names files, which are relative to the configuration file. */
  isFile?: true;
}

const usual = (name: keyof ReportSettings): string => String(DEFAULT_SETTINGS[name]);

export const CONFIG_KEYS: readonly ConfigKey[] = [
  { key: 'inputs', standard: '', isFile: true },
  { key: 'accountBy', option: 'account-by', setting: 'accountBy', standard: '' },
  { key: 'accountDirectory', option: 'accounts', setting: 'accountDirectory', standard: '', isFile: true },
  { key: 'baseline', option: 'baseline', setting: 'baseline', standard: '', isFile: true },
  { key: 'decisions', option: 'triage', standard: '', isFile: true },
  { key: 'mappings', option: 'mapping', setting: 'mappings', standard: '', isFile: true },
  { key: 'threshold', option: 'threshold', setting: 'threshold', standard: usual('threshold') },
  { key: 'accountPrior', option: 'account-prior', setting: 'accountPrior', standard: usual('accountPrior') },
  { key: 'includePrompts', option: 'no-text', negates: true, setting: 'includePrompts', standard: 'true' },
  { key: 'failOn', option: 'fail-on', standard: '' },
  { key: 'gates.minJudged', option: 'min-judged', standard: usual('minJudged') },
  { key: 'gates.maxRejected', option: 'max-rejected', standard: usual('maxRejected') },
  { key: 'knownClients', standard: '' },
  { key: 'modelReleases', standard: '' },
  { key: 'modelPrices', standard: '' },
  { key: 'publicPrompts', standard: '' },
  { key: 'limits.lineMegabytes', option: 'max-line', setting: 'limits.lineMegabytes', standard: '256' },
  { key: 'limits.unpackRatio', option: 'max-ratio', setting: 'limits.unpackRatio', standard: '1000' },
  { key: 'rules.files', option: 'rules', setting: 'rules', standard: '', isFile: true },
  { key: 'rules.canaries', option: 'canaries', setting: 'canaries', standard: '', isFile: true },
  { key: 'rules.failOn', option: 'fail-on-rule', standard: '' },
];
