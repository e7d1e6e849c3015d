import { isAbsolute, join } from 'node:path';
import * as v from 'valibot';
import { LINE_MEGABYTES_RANGE, UNPACK_RATIO_RANGE } from '../report/config/config-ranges.ts';
import { type Judging, SETTING_RANGES } from '../report/shape/report.ts';
import { SHIPPED_RULES } from '../report/config/config-name.ts';
import {
  type Configuration,
  fileValue,
  folderSettings,
  inForce,
  isSet,
  namedFile,
  settingOf,
} from './configuration/workspace-configuration.ts';
import { guardOf } from '../schema/guard.ts';
import { within } from '../schema/shapes.ts';
import type { EventFormatId } from '../report/events/event-output.ts';
import type { Limits } from '../reader/bytes/files/limits.ts';

/**
 * The settings under `promptAudit`, validated. An invalid value counts as not set. Values that are not set may come
 * from the folder's configuration file.
 */
export interface Settings {
  /** Reader threads; undefined for the core's own choice. */
  workers: number | undefined;
  judging: Judging;
  /** Absolute path of the account directory. */
  accountDirectory: string | undefined;
  /** Absolute path of the folder below which logs of opened reports are looked for. */
  logRoot: string | undefined;
  /** Absolute path of the baseline. */
  baseline: string | undefined;
  /** Field that names the account; undefined for the usual order. */
  accountBy: string | undefined;
  /** Absolute paths of files and folders of rules, and `shipped`. */
  rules: readonly string[];
  /** Absolute path of a file of planted strings. */
  canaries: string | undefined;
  /** Absolute path of the folder whose logs are looked at in the background, and how many minutes lie between. */
  watchFolder: string | undefined;
  watchMinutes: number;
  diagnostics: boolean;
  diagnosticsPerFile: number;
  /** Code lenses above flagged requests, and marks next to them. */
  codeLens: boolean;
  marks: boolean;
  includePrompts: boolean;
  /** Who makes decisions in this window; empty to keep no name. */
  author: string;
  /** Who answers for decisions made in this window; empty to name nobody. */
  owner: string;
  /** Write hashes instead of account names into the file of decisions? */
  hashAccounts: boolean;
  /** Where events are pushed to on a click: an absolute path, and a command for a shell. */
  events: { file: string | undefined; command: string | undefined; format: EventFormatId };
  /** How far logs are followed. */
  limits: Limits;
}

export function readSettings(of = inForce()): Settings {
  const configuration = folderSettings(of);
  const get = <const S extends v.GenericSchema>(name: string, schema: S): v.InferOutput<S> => {
    const fits = guardOf(schema);
    const told: unknown = isSet(configuration, name) ? undefined : fileValue(name, of)?.value;
    const value: unknown = told ?? settingOf(configuration, name);
    if (fits(value)) return value;
    const standard: unknown = configuration.inspect(name)?.defaultValue;
    if (fits(standard)) return standard;
    throw new Error(`The setting promptAudit.${name} has no default.`);
  };
  const workers = get('workers', within(0, 64));
  return {
    workers: workers >= 1 ? Math.floor(workers) : undefined,
    judging: {
      threshold: get('threshold', within(...SETTING_RANGES.threshold)),
      accountPrior: get('accountPrior', within(...SETTING_RANGES.accountPrior)),
    },
    accountDirectory: fileSetting(of, 'accountDirectory'),
    logRoot: fileSetting(of, 'logRoot'),
    baseline: fileSetting(of, 'baseline'),
    accountBy: get('accountBy', v.string()).trim() || undefined,
    rules: ruleFiles(of),
    canaries: fileSetting(of, 'canaries', 'rules.canaries'),
    watchFolder: fileSetting(of, 'watch.folder'),
    watchMinutes: get('watch.minutes', within(5, 10_080)),
    diagnostics: get('diagnostics.enabled', v.boolean()),
    diagnosticsPerFile: Math.floor(get('diagnostics.maxPerFile', within(1, 1000))),
    codeLens: get('codeLens.enabled', v.boolean()),
    marks: get('marks.enabled', v.boolean()),
    includePrompts: get('includePrompts', v.boolean()),
    author: get('decisions.author', v.string()).trim().slice(0, 200),
    owner: get('decisions.owner', v.string()).trim().slice(0, 200),
    hashAccounts: get('decisions.hashAccounts', v.boolean()),
    events: {
      file: fileSetting(of, 'events.file'),
      command: get('events.command', v.string()).trim() || undefined,
      format: get('events.format', v.picklist(['native', 'ecs', 'ocsf'])),
    },
    limits: {
      lineBytes: Math.floor(get('limits.lineMegabytes', within(...LINE_MEGABYTES_RANGE)) * (1 << 20)),
      unpackRatio: get('limits.unpackRatio', within(...UNPACK_RATIO_RANGE)),
    },
  };
}

/** Rules that the settings name, or else those of the configuration file. */
function ruleFiles(of: Configuration): readonly string[] {
  const configuration = folderSettings(of);
  const isOwn = isSet(configuration, 'rules');
  const value: unknown = isOwn ? settingOf(configuration, 'rules') : fileValue('rules.files', of)?.value;
  if (!Array.isArray(value)) return [];
  const root = of.folder?.uri.fsPath;
  return value.flatMap((path: unknown) => {
    if (typeof path !== 'string' || path.trim() === '') return [];
    if (path === SHIPPED_RULES || isAbsolute(path)) return [path];
    return root === undefined ? [] : [join(root, path)];
  });
}

/** Absolute path of the file that a setting names, or else the configuration file. */
function fileSetting(of: Configuration, name: string, key = name): string | undefined {
  const value = settingOf(folderSettings(of), name);
  if (typeof value !== 'string' || value.trim() === '') return namedFile(key, of);
  if (isAbsolute(value)) return value;
  const root = of.folder?.uri.fsPath;
  return root === undefined ? undefined : join(root, value);
}
