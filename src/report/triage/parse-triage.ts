/** Parses the decisions file. Every mistake is reported with its line. */
import { isNode, LineCounter, parseDocument } from 'yaml';
import * as v from 'valibot';
import { problemOf } from '../../schema/written.ts';
import { InputError } from '../../reader/bytes/files/input-error.ts';
import { caseOf } from './cases/case.ts';
import { CaseFile } from './cases/case-schema.ts';
import type { AllowRule, Case, Mark, Triage } from './triage.ts';
import { type AllowEntry, type MarkEntry, TriageFile } from './triage-schema.ts';

/** A file of decisions that makes no sense, in a sentence that names the file and the line. */
export class TriageError extends InputError {
  override name = 'TriageError';

  constructor(
    message: string,
    /** From 1. */
    readonly line: number,
    readonly file: string,
  ) {
    super(message);
  }
}

/**
 * The decisions in a text.
 * @param file how the file is called in messages
 * @throws TriageError naming the first thing that is wrong
 */
export function parseTriage(text: string, file: string): Triage {
  const { allow = [], marks = [] } = parsed(TriageFile, text, file);
  return { allow: allow.map(ruleOf), marks: marks.map(markOf) };
}

/** The case in the text of a file of its own, which is called `name` in its folder. */
export function parseCase(text: string, file: string, name: string): Case {
  const { campaign, history } = parsed(CaseFile, text, file);
  return caseOf({ kind: 'campaign', ...campaign }, history, name);
}

function parsed<S extends v.GenericSchema>(schema: S, text: string, file: string): v.InferOutput<S> {
  const json = text.replace(/^\ufeff/, ' ');
  const value = parseJson(json, file);
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const { path, sentence } = problemOf(result.issues[0]);
  const line = lineOf(json, path);
  throw new TriageError(`${file}:${line}: ${sentence}`, line, file);
}

function ruleOf({ account, organisation = '', ...decision }: AllowEntry): AllowRule {
  return { subject: account === undefined ? { organisation } : { account }, ...decision };
}

/** The schema holds marks to one subject each. */
function markOf({ account, template, says, sketch = [], campaign, ...rest }: MarkEntry): Mark {
  if (account !== undefined) return { subject: { kind: 'account', account }, ...rest };
  if (template !== undefined) {
    const about = { template, ...(says !== undefined && { says }), sketch };
    return { subject: { kind: 'template', ...about }, ...rest };
  }
  return { subject: { kind: 'campaign', ...(campaign ?? { accounts: [], templates: [] }) }, ...rest };
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const conflict = text.search(/^<{7} /m);
    if (conflict >= 0) {
      const line = text.slice(0, conflict).split('\n').length;
      throw new TriageError(`${file}:${line}: This has a merge conflict. Keep the lines of both sides.`, line, file);
    }
    const message = error instanceof Error ? error.message : String(error);
    // Node says where, unless the text ends too early.
    const position = /at position (\d+)/.exec(message)?.[1];
    const before = position === undefined ? text.trimEnd() : text.slice(0, Number(position));
    const line = before.split('\n').length;
    throw new TriageError(`${file}:${line}: This is not JSON (${message.replace(/ ?\(line .*\)/, '')}).`, line, file);
  }
}

/**
 * Line of a part of well-formed JSON, which is YAML too and whose reader keeps places. A part that is missing is reported
 * where it should be: at the part around it.
 */
function lineOf(text: string, path: readonly (string | number)[]): number {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, keepSourceTokens: false });
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
  } catch {
    // Nested deeper than the reader can follow: far from anything that a file of decisions holds.
  }
  return 1;
}
