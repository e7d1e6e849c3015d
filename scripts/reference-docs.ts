/**
 * Writes what the documentation lists of settings, commands and options again, from the tables that the code reads:
 *
 *   node --import tsx scripts/reference-docs.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMON_OPTIONS, type CommandOption } from '../src/cli/command.ts';
import { COMMANDS } from '../src/cli/commands.ts';
import { programHelp } from '../src/cli/help.ts';
import { CONFIG_KEYS } from '../src/report/config/config-keys.ts';
import { SHIPPED_RULES } from '../src/report/config/config-name.ts';
import { tagName } from '../src/report/rules/explain-rule.ts';
import { readRules } from '../src/report/rules/rule-files.ts';
import { RULE_FIELDS } from '../src/report/rules/rule-fields.ts';
import { MODIFIERS } from '../src/report/rules/value-test.ts';
import { sizeTable, timeTable } from './bench-speed/scale-model.ts';
import { markdown } from './format-docs.ts';
import { withRows } from './pages/hand-written-tables.ts';

const ROOT = join(__dirname, '..');

interface SchemaNode {
  description?: string;
  properties?: Record<string, SchemaNode>;
}

interface Manifest {
  contributes: {
    commands: { command: string; title: string }[];
    configuration: { properties: Record<string, { default: unknown; markdownDescription: string }> };
  };
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

/** Pages with the blocks that are made, by their names; rows are added to other tables of theirs. */
export const PAGES: Readonly<Record<string, Readonly<Record<string, () => string | Promise<string>>>>> = {
  'docs/cli/export.md': {},
  'docs/configuration.md': { keys: keyTable },
  'docs/rules.md': { modifiers: modifierTable, fields: fieldTable, shipped: shippedRules },
  'docs/reference.md': { options: optionTables, exits: exitTable, commands: commandTable, settings: settingTable },
  'docs/scale.md': { sizes: sizeTable, times: timeTable },
};

/** The page with its blocks as they must be. */
export async function withBlocks(path: string, page: string): Promise<string> {
  let text = page;
  for (const [name, make] of Object.entries(PAGES[path] ?? {})) {
    const [start, end] = [`<!-- ${name}: made by scripts/reference-docs.ts -->`, `<!-- end of ${name} -->`];
    const [from, to] = [text.indexOf(start), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`${path} has no place for ${name}.`);
    text = `${text.slice(0, from + start.length)}\n\n${await make()}\n\n${text.slice(to)}`;
  }
  return withRows(text);
}

function modifierTable(): string {
  return markdown([
    ['modifier', 'what it asks'],
    ...Object.entries(MODIFIERS).map(([name, text]) => [`\`${name}\``, cell(text)]),
  ]);
}

/** Where tests of rules write a field that stands elsewhere than under its own name in `request`; empty where they cannot. */
export const IN_TESTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['temperature', 'topP', 'maxTokens', 'choices', 'logprobs', 'stream', 'structured'].map((name) => [
      name,
      `request.parameters.${name}`,
    ]),
  ),
  ...Object.fromEntries(
    ['refusal', 'errorClass', 'openingTag', 'dropped', 'statedIdentity'].map((name) => [name, `facts.${name}`]),
  ),
  ...Object.fromEntries(['prompt', 'turns', 'media'].map((name) => [name, 'request.messages'])),
  answer: 'request.answer.text',
  finish: 'request.answer.finish',
  hour: 'request.time',
  template: 'template',
  ...{ format: '', resent: '', guardrails: '' },
};

function fieldTable(): string {
  const rows = RULE_FIELDS.map(({ category, name, type, text }) => {
    const own = `${category}.${name}`;
    const path = category === 'request' ? (IN_TESTS[name] ?? own) : own;
    return [category, `\`${name}\``, type, cell(text), path === '' ? '' : `\`${path}\``];
  });
  return markdown([['of a', 'field', 'type', 'what it holds', 'in tests'], ...rows]);
}

async function shippedRules(): Promise<string> {
  const { rules } = await readRules([SHIPPED_RULES]);
  const rows = rules.map(({ id, level, title, tags }) => [
    `[${id}](rules/${id}.md)`,
    level,
    cell(title),
    tags.map(tagName).join(', '),
  ]);
  return markdown([['rule', 'level', 'what it finds', 'tags'], ...rows]);
}

function keyTable(): string {
  const schema = readJson('media/config.schema.json') as SchemaNode;
  const rows = CONFIG_KEYS.map(({ key, option, setting, standard }) => {
    const node = key.split('.').reduce<SchemaNode | undefined>((at, name) => at?.properties?.[name], schema);
    if (node?.description === undefined) throw new Error(`The schema says nothing of ${key}.`);
    return [
      `\`${key}\``,
      cell(node.description),
      standard === '' ? '' : `\`${standard}\``,
      option === undefined ? '' : `\`--${option}\``,
      setting === undefined ? '' : `\`promptAudit.${setting}\``,
    ];
  });
  return markdown([['key', 'what it sets', 'default', 'option', 'setting of the editor'], ...rows]);
}

function optionTables(): string {
  const table = (options: readonly CommandOption[]): string =>
    markdown([['option', 'what it does'], ...options.map((option) => [optionName(option), cell(option.text)])]);
  const commands = COMMANDS.map(({ name, arguments: given, text, options }) => {
    const usage = ['prompt-audit', name, ...(given === undefined ? [] : [given]), '[options]'].join(' ');
    return [`### ${name}`, '', text, '', '```', usage, '```', ...(options.length === 0 ? [] : ['', table(options)])];
  });
  const all = ['### Of all commands', '', table(COMMON_OPTIONS)];
  return [...commands, all].map((lines) => lines.join('\n')).join('\n\n');
}

function optionName({ name, short, value }: CommandOption): string {
  const long = `\`--${name}${value === undefined ? '' : ` ${value}`}\``;
  return short === undefined ? long : `\`-${short}\`, ${long}`;
}

function exitTable(): string {
  const [, list = ''] = programHelp(COMMANDS).split('Exit codes:\n');
  const rows = [...list.matchAll(/^ {2}(\d+) +(.*)$/gm)].map(([, code = '', text = '']) => [code, cell(text)]);
  return markdown([['status', 'meaning'], ...rows]);
}

function commandTable(): string {
  const words = readJson('package.nls.json') as Record<string, string>;
  const { commands } = (readJson('package.json') as Manifest).contributes;
  const rows = commands.map(({ command, title }) => [`\`${command}\``, cell(words[title.slice(1, -1)] ?? title)]);
  return markdown([['command', 'title'], ...rows]);
}

function settingTable(): string {
  const words = readJson('package.nls.json') as Record<string, string>;
  const { properties } = (readJson('package.json') as Manifest).contributes.configuration;
  const rows = Object.entries(properties).map(([name, { default: standard, markdownDescription }]) => [
    `\`${name}\``,
    `\`${JSON.stringify(standard)}\``,
    cell(words[markdownDescription.slice(1, -1)] ?? markdownDescription),
  ]);
  return markdown([['setting', 'default', 'what it does'], ...rows]);
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

async function main(): Promise<void> {
  for (const path of Object.keys(PAGES)) {
    const file = join(ROOT, path);
    writeFileSync(file, await withBlocks(path, readFileSync(file, 'utf8')));
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
