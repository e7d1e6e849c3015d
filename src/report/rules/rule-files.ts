/** Rule files on disk. The tests of a rule are next to it, in `NAME.tests.yml`. */
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRegularFile } from '../../reader/bytes/files/regular-file.ts';
import { SHIPPED_RULES } from '../config/config-name.ts';
import { readCanaries } from './canaries.ts';
import { joinRules, parseRuleFile } from './parse-rules.ts';
import type { Rule } from './rule.ts';
import { RuleError } from './rule-error.ts';
import { parseRuleTests, type RuleTest } from './testing/rule-tests.ts';

const MAX_BYTES = 4 << 20;
const MAX_FILES = 1000;
const RULES = /\.ya?ml$/i;
const TESTS = /\.tests\.ya?ml$/i;

export interface RuleSet {
  rules: Rule[];
  /** Files of tests that are next to the rules. */
  testFiles: string[];
}

/**
 * The rules of files and folders; a folder without those inside it.
 * @throws RuleError naming everything that is wrong
 */
export async function readRules(paths: readonly string[]): Promise<RuleSet> {
  const files = (await Promise.all(paths.map(filesOf))).flat();
  const own = [...new Set(files)].sort();
  const shipped = new Set(paths.includes(SHIPPED_RULES) ? await filesOf(SHIPPED_RULES) : []);
  const ruleFiles = own.filter((file) => !TESTS.test(file));
  if (ruleFiles.length === 0) throw new RuleError(`There is no rule (a .yml file) in ${paths.join(', ')}.`);
  if (ruleFiles.length > MAX_FILES) throw new RuleError(`At most ${MAX_FILES} rule files are read.`);
  const problems: string[] = [];
  const parsed = [];
  for (const file of ruleFiles) {
    try {
      const known = parseRuleFile(await readRegularFile(file, MAX_BYTES), file);
      parsed.push(shipped.has(file) ? { ...known, rules: known.rules.map(ofProgram) } : known);
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new RuleError(problems.join('\n'));
  const besides = ruleFiles.map((file) => file.replace(RULES, '.tests.yml')).filter((file) => existsSync(file));
  return { rules: joinRules(parsed), testFiles: besides };
}

/**
 * The rules of files and folders, and those of a file of canaries.
 * @throws RuleError naming what is wrong
 */
export async function rulesToRun(paths: readonly string[], canaries: string | undefined): Promise<Rule[]> {
  const own = paths.length > 0 ? (await readRules(paths)).rules : [];
  return canaries === undefined ? own : [...own, ...(await readCanaries(canaries))];
}

const ofProgram = (rule: Rule): Rule => ({ ...rule, isShipped: true });

/** The tests of files. @throws RuleError naming what is wrong */
export async function readRuleTests(files: readonly string[]): Promise<RuleTest[]> {
  const tests: RuleTest[] = [];
  for (const file of files) tests.push(...parseRuleTests(await readRegularFile(file, MAX_BYTES), file));
  return tests;
}

async function filesOf(path: string): Promise<string[]> {
  const place = path === SHIPPED_RULES ? shippedFolder() : path;
  const facts = await stat(place).catch(() => undefined);
  if (facts === undefined) throw new RuleError(`There is no rule file or folder "${path}".`);
  if (!facts.isDirectory()) return [place];
  return (await readdir(place)).filter((name) => RULES.test(name)).map((name) => join(place, name));
}

/** The folder of the rules that come with the program: next to the built code, and next to the sources. */
function shippedFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let up = 0; up < 5; up++) {
    const rules = join(folder, 'media', 'rules');
    if (existsSync(rules)) return rules;
    folder = dirname(folder);
  }
  throw new RuleError('The rules that come with the program are missing.');
}
