import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { explainRule, ruleSentence, tagName } from '../../report/rules/explain-rule.ts';
import { junitXml } from '../../report/rules/testing/junit.ts';
import { newRuleFiles } from '../../report/rules/testing/new-rule.ts';
import { readRules, readRuleTests } from '../../report/rules/rule-files.ts';
import { runRuleTests } from '../../report/rules/testing/rule-tests.ts';
import { counted } from '../../text/numbers.ts';
import { escapedJson, visible, visibleLine } from '../../text/visible.ts';
import type { Typed } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { reportFormat } from '../options/report-format.ts';
import { rulePaths } from '../options/rules.ts';
import { didYouMean } from '../options/suggestion.ts';
import { colours } from '../output/colours.ts';
import type { Terminal } from '../output/terminal.ts';
import { hang, table } from '../output/text-layout.ts';
import { writeFile } from '../output/write-file.ts';
import { UsageError } from '../usage-error.ts';

const WAYS = 'prompt-audit rules list | test | explain ID | new ID';

/** Runs `prompt-audit rules`: lists rules, tests them, explains one, or starts a new one. */
export async function rules(typed: Typed, terminal: Terminal): Promise<number> {
  const [what, id, ...more] = typed.rest;
  const takesId = what === 'explain' || what === 'new';
  if (more.length > 0 || (id !== undefined) !== takesId) throw new UsageError(`Say what to do: ${WAYS}.`);
  if (what !== 'list' && typed.values['format'] !== undefined) throw new UsageError('--format belongs to rules list.');
  if (what === 'list') return list(typed, terminal);
  if (what === 'test') return test(typed, terminal);
  if (what === 'explain' && id !== undefined) return explain(id, typed, terminal);
  if (what === 'new' && id !== undefined) return create(id, typed, terminal);
  throw new UsageError(`Say what to do: ${WAYS}.`);
}

async function list(typed: Typed, terminal: Terminal): Promise<number> {
  const wantsJson = reportFormat(typed.values['format'], undefined) === 'json';
  const { rules: found } = await readRules(rulePaths(typed));
  if (wantsJson) {
    const shown = found.map((rule) => ({
      id: `rule/${rule.id}`,
      title: rule.title,
      level: rule.level,
      tags: rule.tags.map(tagName),
      place: rule.place,
    }));
    await terminal.out.write(`${escapedJson(JSON.stringify({ version: 1, rules: shown }, null, 2))}\n`);
    return EXIT.clean;
  }
  const { bold } = colours(terminal.out.colour);
  const rows = found.map(({ id, level, title }) => [id, level, visibleLine(title)]);
  const [head = '', ...lines] = table([['rule', 'level', 'finds'], ...rows]);
  await terminal.out.write(`${[bold(head), ...lines].join('\n')}\n`);
  return EXIT.clean;
}

async function test(typed: Typed, terminal: Terminal): Promise<number> {
  const { rules: found, testFiles } = await readRules(rulePaths(typed));
  const outcomes = runRuleTests(found, await readRuleTests(testFiles));
  const { junit } = typed.values;
  if (junit !== undefined) await writeFile(junit, [junitXml(outcomes)]);
  const failed = outcomes.filter(({ failure }) => failure !== undefined);
  for (const { test: one, failure = '' } of failed) {
    await terminal.out.write(
      `${visible(one.place)}: ${visible(one.rule)}: ${visibleLine(one.name)}: ${visibleLine(failure)}\n`,
    );
  }
  const passed = outcomes.length - failed.length;
  await terminal.out.write(
    `${counted(found.length, 'rule')}: ${counted(passed, 'test')} passed, ${failed.length} failed.\n`,
  );
  return failed.length > 0 ? EXIT.findings : EXIT.clean;
}

async function explain(id: string, typed: Typed, terminal: Terminal): Promise<number> {
  const { rules: found } = await readRules(rulePaths(typed));
  const name = id.replace(/^rule\//, '');
  const rule = found.find((one) => one.id === name);
  if (rule === undefined) {
    const meant = didYouMean(
      name,
      found.map((one) => one.id),
    );
    throw new UsageError(`There is no rule "${visibleLine(name, 80)}".${meant} See: prompt-audit rules list`);
  }
  const base = rule.kind === 'event' ? [] : found.filter((one) => rule.rules.includes(one.id));
  const parts = [rule.title, ...explainRule(rule).split('\n\n')];
  for (const one of base) parts.push(`${one.id}: ${one.title}. ${ruleSentence(one)}`, one.source);
  const lines = parts.flatMap((part) => [
    '',
    ...part.split('\n').flatMap((line) => hang(/^ */.exec(line)![0], visible(line.trimStart()), terminal.out.columns)),
  ]);
  await terminal.out.write(`${lines.slice(1).join('\n')}\n`);
  return EXIT.clean;
}

async function create(id: string, typed: Typed, terminal: Terminal): Promise<number> {
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(id)) {
    throw new UsageError(`A rule id is 1 to 64 lower-case letters, digits and dashes, not "${id}".`);
  }
  const folder = typed.values['rules'] ?? 'rules';
  const facts = await stat(folder).catch(() => undefined);
  if (facts !== undefined && !facts.isDirectory()) throw new UsageError(`"${folder}" is not a folder.`);
  const files = newRuleFiles(id).map(({ name, text }) => ({ path: join(folder, name), text }));
  for (const { path } of files) {
    if ((await stat(path).catch(() => undefined)) !== undefined) throw new UsageError(`"${path}" already exists.`);
  }
  await mkdir(folder, { recursive: true });
  for (const { path, text } of files) await writeFile(path, [text]);
  await terminal.out.write(
    `Written: ${files.map(({ path }) => visible(path)).join(', ')}. Try it: prompt-audit rules test --rules ${visible(folder)}\n`,
  );
  return EXIT.clean;
}
