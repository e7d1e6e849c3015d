import { stat } from 'node:fs/promises';
import { CONFIG_FILE } from '../../report/config/config-name.ts';
import { readConfigFile } from '../../report/config/config-file.ts';
import { CONFIG_KEYS } from '../../report/config/config-keys.ts';
import { defaultValue, type SetValue, valuesOf } from '../../report/config/config-values.ts';
import { type Config, ConfigError, type ConfigProblem } from '../../report/config/parse-config.ts';
import { readMappingFile } from '../../reader/mapping/mapping-file.ts';
import { MappingError } from '../../reader/mapping/parse-profile.ts';
import { readCanaries } from '../../report/rules/canaries.ts';
import { RuleError } from '../../report/rules/rule-error.ts';
import { readRules } from '../../report/rules/rule-files.ts';
import { TriageError } from '../../report/triage/parse-triage.ts';
import { readTriageFile } from '../../report/triage/triage-file.ts';
import { escapedJson, visible } from '../../text/visible.ts';
import type { Typed } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { reportFormat } from '../options/report-format.ts';
import { colours } from '../output/colours.ts';
import type { Terminal } from '../output/terminal.ts';
import { table } from '../output/text-layout.ts';
import { UsageError } from '../usage-error.ts';

/** Runs `prompt-audit config check` and `prompt-audit config show`. */
export async function config(typed: Typed, terminal: Terminal): Promise<number> {
  const [what, file, ...more] = typed.rest;
  if (what === 'check' && typed.values['format'] !== undefined)
    throw new UsageError('--format belongs to config show.');
  if (what === 'check' && more.length === 0) return check(file ?? typed.values['config'] ?? CONFIG_FILE, terminal);
  if (what === 'show' && file === undefined) return show(typed, terminal);
  throw new UsageError('Say what to do: prompt-audit config check [FILE], or prompt-audit config show.');
}

/** Checks a file that need not be trusted: nothing is done with its contents except checking that the files it names exist. */
async function check(file: string, terminal: Terminal): Promise<number> {
  if ((await stat(file).catch(() => undefined)) === undefined) throw new UsageError(`There is no file "${file}".`);
  const read = await readConfigFile(file);
  const problems = await missingFiles(read);
  if (problems.length > 0) throw new ConfigError(file, problems);
  const set = valuesOf(read).map(({ key }) => key.key);
  await terminal.out.write(`${visible(file)} is valid; it sets ${set.join(', ') || 'nothing'}.\n`);
  return EXIT.clean;
}

/** Named files that do not exist. Globs and folders of logs may be empty today. */
async function missingFiles(read: Config): Promise<ConfigProblem[]> {
  const problems: ConfigProblem[] = [];
  const say = ({ key }: SetValue, sentence: string): void => {
    problems.push({ ...read.placeOf(key.key), sentence });
  };
  for (const item of valuesOf(read)) {
    if (item.key.key === 'rules.files') {
      await readRules(item.value as readonly string[]).catch((error: unknown) => {
        if (!(error instanceof RuleError)) throw error;
        for (const sentence of error.message.split('\n')) say(item, sentence);
      });
    }
    if (!item.key.isFile || typeof item.value !== 'string') continue;
    if ((await stat(item.value).catch(() => undefined)) === undefined) {
      say(item, `"${item.key.key}": there is no file "${item.value}".`);
    } else if (item.key.key === 'rules.canaries') {
      await readCanaries(item.value).catch((error: unknown) => {
        if (!(error instanceof RuleError)) throw error;
        for (const sentence of error.message.split('\n')) say(item, sentence);
      });
    } else if (item.key.key === 'mappings') {
      await readMappingFile(item.value).catch((error: unknown) => {
        if (!(error instanceof MappingError)) throw error;
        say(item, error.message);
      });
    } else if (item.key.key === 'decisions') {
      await readTriageFile(item.value).catch((error: unknown) => {
        if (!(error instanceof TriageError)) throw error;
        say(item, error.message);
      });
    }
  }
  return problems;
}

async function show(typed: Typed, terminal: Terminal): Promise<number> {
  const wantsJson = reportFormat(typed.values['format'], undefined) === 'json';
  const given = typed.configuration?.values ?? [];
  const values = CONFIG_KEYS.map((key) => given.find((value) => value.key === key.key) ?? defaultValue(key));
  if (wantsJson) {
    await terminal.out.write(`${escapedJson(JSON.stringify({ version: 1, values }, null, 2))}\n`);
    return EXIT.clean;
  }
  const { bold } = colours(terminal.out.colour);
  const rows = values.map(({ key, value, from, place }) => [key, visible(value) || '-', visible(place ?? from)]);
  const [head = '', ...lines] = table([['setting', 'value', 'from'], ...rows]);
  await terminal.out.write(`${[bold(head), ...lines].join('\n')}\n`);
  return EXIT.clean;
}
