/** Reads a file of rules: YAML, one rule a document. Whatever is wrong is said with file, line and column. */
import * as v from 'valibot';
import { isObject } from '../../schema/is-object.ts';
import { problemOf } from '../../schema/written.ts';
import { checkCorrelation, compileCorrelation, compileEventRule } from './compile-rule.ts';
import type { CorrelationRule, Rule, RuleHead } from './rule.ts';
import { RuleError, RuleProblem } from './rule-error.ts';
import { CorrelationFile, EventRuleFile } from './rule-schema.ts';
import { type YamlDocument, yamlDocuments } from './yaml-documents.ts';

/** Rules of one file that belong together with their places. */
export interface RuleFile {
  file: string;
  rules: readonly Rule[];
  /** Where a part of a rule stands, as `file:line:column`. */
  placeOf: (id: string, path: readonly (string | number)[]) => string;
}

/** A sentence with the place of what it is about. */
type Says = (path: readonly (string | number)[], sentence: string) => string;

/**
 * @param file how the file is called in messages
 * @throws RuleError naming everything that is wrong
 */
export function parseRuleFile(text: string, file: string): RuleFile {
  const documents = yamlDocuments(text, file);
  const problems: string[] = [];
  const rules: Rule[] = [];
  const places = new Map<string, YamlDocument>();
  for (const document of documents) {
    try {
      const rule = ruleOf(document);
      rules.push(rule);
      places.set(rule.id, document);
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new RuleError(problems.join('\n'));
  if (rules.length === 0) throw new RuleError(`${file}:1:1: The file contains no rule.`);
  return { file, rules, placeOf: (id, path) => places.get(id)!.placeOf(path) };
}

function ruleOf(document: YamlDocument): Rule {
  const { value } = document;
  const says: Says = (path, sentence) => `${document.placeOf(path)}: ${sentence}`;
  if (isObject(value) && 'correlation' in value) {
    const parsed = v.safeParse(CorrelationFile, value);
    if (parsed.success) return compiled(() => compileCorrelation(parsed.output, headOf(parsed.output, document)), says);
    throw invalid(parsed.issues, says);
  }
  const parsed = v.safeParse(EventRuleFile, value);
  if (parsed.success) return compiled(() => compileEventRule(parsed.output, headOf(parsed.output, document)), says);
  throw invalid(parsed.issues, says);
}

const invalid = (issues: readonly v.BaseIssue<unknown>[], says: Says): RuleError =>
  new RuleError(
    issues
      .map(problemOf)
      .map(({ path, sentence }) => says(path, sentence))
      .join('\n'),
  );

function compiled<T>(compile: () => T, says: Says): T {
  try {
    return compile();
  } catch (error) {
    if (error instanceof RuleProblem) throw new RuleError(says(error.path, error.message));
    throw error;
  }
}

function headOf(file: EventRuleFile | CorrelationFile, document: YamlDocument): RuleHead {
  const { id, title, level, description, author, references = [], falsepositives = [], tags = [] } = file;
  return {
    id,
    title,
    level,
    ...(description !== undefined && { description: description.replace(/\s+/g, ' ').trim() }),
    ...(author !== undefined && { author }),
    references,
    falsepositives,
    tags,
    place: document.placeOf(['id']).replace(/:\d+$/, ''),
    source: document.textOf('correlation' in file ? 'correlation' : 'detection'),
  };
}

/**
 * Rules of several files as one set.
 * @throws RuleError for two rules of one id, and for correlations of rules that are not there
 */
export function joinRules(files: readonly RuleFile[]): Rule[] {
  const rules = new Map<string, Rule>();
  const problems: string[] = [];
  const owners: [RuleFile, CorrelationRule][] = [];
  for (const file of files) {
    for (const rule of file.rules) {
      const other = rules.get(rule.id);
      if (other !== undefined) {
        problems.push(`${file.placeOf(rule.id, ['id'])}: The id "${rule.id}" is that of a rule at ${other.place}.`);
      }
      rules.set(rule.id, rule);
      if (rule.kind === 'correlation') owners.push([file, rule]);
    }
  }
  for (const [file, rule] of owners) {
    try {
      checkCorrelation(rule, rules);
    } catch (error) {
      if (!(error instanceof RuleProblem)) throw error;
      problems.push(`${file.placeOf(rule.id, error.path)}: ${error.message}`);
    }
  }
  if (problems.length > 0) throw new RuleError(problems.join('\n'));
  return [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
