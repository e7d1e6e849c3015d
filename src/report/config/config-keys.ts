/**
 * The settings of the configuration file, one line each, with the names of the corresponding command-line option and
 * editor setting. The command line, the editor and the documentation all read this table.
 */
import type { KnownClient, ModelPrice, ModelRelease } from '../../engine/accounts/team-context.ts';
import type { OwnPublicPrompt } from '../../engine/accounts/own-public-prompts.ts';
import type { MappingProfile } from '../../reader/mapping/mapping-profile.ts';
import type { ConfigFile } from './config-schema.ts';

/** What a file says of a setting. */
export type ConfigEntry =
  | string
  | number
  | boolean
  | readonly (string | MappingProfile | KnownClient | ModelPrice | ModelRelease | OwnPublicPrompt)[];

export interface ConfigKey {
  /** Path of the key in the file, with a dot. */
  key: string;
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
  get: (config: ConfigFile) => ConfigEntry | undefined;
}

export const CONFIG_KEYS: readonly ConfigKey[] = [
  { key: 'inputs', standard: '', isFile: true, get: ({ inputs }) => inputs },
  { key: 'accountBy', option: 'account-by', setting: 'accountBy', standard: '', get: ({ accountBy }) => accountBy },
  {
    key: 'accountDirectory',
    option: 'accounts',
    setting: 'accountDirectory',
    standard: '',
    isFile: true,
    get: ({ accountDirectory }) => accountDirectory,
  },
  {
    key: 'baseline',
    option: 'baseline',
    setting: 'baseline',
    standard: '',
    isFile: true,
    get: ({ baseline }) => baseline,
  },
  { key: 'decisions', option: 'triage', standard: '', isFile: true, get: ({ decisions }) => decisions },
  {
    key: 'mappings',
    option: 'mapping',
    setting: 'mappings',
    standard: '',
    isFile: true,
    get: ({ mappings }) => mappings,
  },
  {
    key: 'threshold',
    option: 'threshold',
    setting: 'threshold',
    standard: '0.9',
    get: ({ threshold }) => threshold,
  },
  {
    key: 'accountPrior',
    option: 'account-prior',
    setting: 'accountPrior',
    standard: '0.001',
    get: ({ accountPrior }) => accountPrior,
  },
  {
    key: 'includePrompts',
    option: 'no-text',
    negates: true,
    setting: 'includePrompts',
    standard: 'true',
    get: ({ includePrompts }) => includePrompts,
  },
  { key: 'failOn', option: 'fail-on', standard: '', get: ({ failOn }) => failOn },
  { key: 'gates.minJudged', option: 'min-judged', standard: '0.5', get: ({ gates }) => gates?.minJudged },
  { key: 'gates.maxRejected', option: 'max-rejected', standard: '0.2', get: ({ gates }) => gates?.maxRejected },
  { key: 'knownClients', standard: '', get: ({ knownClients }) => knownClients },
  { key: 'modelReleases', standard: '', get: ({ modelReleases }) => modelReleases },
  { key: 'modelPrices', standard: '', get: ({ modelPrices }) => modelPrices },
  { key: 'publicPrompts', standard: '', get: ({ publicPrompts }) => publicPrompts },
  {
    key: 'limits.lineMegabytes',
    option: 'max-line',
    setting: 'limits.lineMegabytes',
    standard: '256',
    get: ({ limits }) => limits?.lineMegabytes,
  },
  {
    key: 'limits.unpackRatio',
    option: 'max-ratio',
    setting: 'limits.unpackRatio',
    standard: '1000',
    get: ({ limits }) => limits?.unpackRatio,
  },
  {
    key: 'rules.files',
    option: 'rules',
    setting: 'rules',
    standard: '',
    isFile: true,
    get: ({ rules }) => rules?.files,
  },
  {
    key: 'rules.canaries',
    option: 'canaries',
    setting: 'canaries',
    standard: '',
    isFile: true,
    get: ({ rules }) => rules?.canaries,
  },
  { key: 'rules.failOn', option: 'fail-on-rule', standard: '', get: ({ rules }) => rules?.failOn },
];
