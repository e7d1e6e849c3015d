/** Reads the file of decisions. Whatever is wrong with it is said with the line where it stands. */
import { InputError } from '../bytes/files/input-error.ts';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { isObject, type JsonObject } from '../records/fields/json.ts';
import {
  type AllowRule,
  type AllowSubject,
  type Decision,
  type Mark,
  MARK_STATES,
  type MarkSubject,
  type Triage,
} from './triage.ts';

/** A file of decisions that makes no sense, in a sentence that names the file and the line. */
export class TriageError extends InputError {
  override name = 'TriageError';

  constructor(
    message: string,
    /** From 1. */
    readonly line: number,
  ) {
    super(message);
  }
}

const MAX_ENTRIES = 100_000;
export const MAX_NOTE = 2000;
const MAX_NAME = 10_000;

/**
 * The decisions in a text.
 * @param file how the file is called in messages
 * @throws TriageError naming the first thing that is wrong
 */
export function parseTriage(text: string, file: string): Triage {
  const json = text.replace(/^\ufeff/, ' ');
  const value = parseJson(json, file);
  const fail: Fail = (path, message) => {
    const line = lineOf(json, path);
    throw new TriageError(`${file}:${line}: ${message}`, line);
  };
  if (!isObject(value)) return fail([], 'The file holds an object with "marks" and "allow".');
  onlyKnown(value, ['$schema', 'allow', 'marks'], [], fail);
  return {
    allow: list(value, 'allow', fail).map((item, index) => parseRule(item, ['allow', index], fail)),
    marks: list(value, 'marks', fail).map((item, index) => parseMark(item, ['marks', index], fail)),
  };
}

type Path = readonly (string | number)[];
type Fail = (path: Path, message: string) => never;

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Node says where, unless the text ends too early.
    const position = /at position (\d+)/.exec(message)?.[1];
    const before = position === undefined ? text.trimEnd() : text.slice(0, Number(position));
    const line = before.split('\n').length;
    throw new TriageError(`${file}:${line}: This is not JSON (${message.replace(/ ?\(line .*\)/, '')}).`, line);
  }
}

/**
 * Line of a part of well-formed JSON, which is YAML too and whose reader keeps places. A part that is missing is reported
 * where it should be: at the part around it.
 */
function lineOf(text: string, path: Path): number {
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

function list(value: JsonObject, name: string, fail: Fail): unknown[] {
  const items = value[name] ?? [];
  if (!Array.isArray(items)) return fail([name], `"${name}" is a list.`);
  if (items.length > MAX_ENTRIES) return fail([name], `"${name}" has more than ${MAX_ENTRIES} entries.`);
  return items;
}

const DECISION = ['note', 'author', 'date', 'expires'];

function parseMark(value: unknown, path: Path, fail: Fail): Mark {
  if (!isObject(value)) return fail(path, 'A mark is an object.');
  onlyKnown(value, ['account', 'template', 'sketch', 'campaign', 'state', ...DECISION], path, fail);
  const state = MARK_STATES.find((known) => known === value['state']);
  if (state === undefined) return fail([...path, 'state'], `"state" is one of ${MARK_STATES.join(', ')}.`);
  return { subject: parseSubject(value, path, fail), state, ...parseDecision(value, path, fail) };
}

function parseSubject(value: JsonObject, path: Path, fail: Fail): MarkSubject {
  const named = ['account', 'template', 'campaign'].filter((kind) => value[kind] !== undefined);
  if (named.length !== 1) return fail(path, 'A mark names one thing: "account", "template" or "campaign".');
  if (value['sketch'] !== undefined && named[0] !== 'template') {
    return fail([...path, 'sketch'], '"sketch" belongs to a template.');
  }
  switch (named[0]) {
    case 'account':
      return { kind: 'account', account: parseName(value, 'account', path, fail) };
    case 'template': {
      const sketch = value['sketch'] === undefined ? [] : parseNames(value, 'sketch', path, fail);
      return { kind: 'template', template: parseName(value, 'template', path, fail), sketch };
    }
    default: {
      const { campaign } = value;
      const inside = [...path, 'campaign'];
      if (!isObject(campaign)) return fail(inside, 'A campaign is an object with "accounts" and "templates".');
      onlyKnown(campaign, ['accounts', 'templates'], inside, fail);
      const accounts = parseNames(campaign, 'accounts', inside, fail);
      if (accounts.length === 0) return fail([...inside, 'accounts'], 'A campaign has accounts.');
      return { kind: 'campaign', accounts, templates: parseNames(campaign, 'templates', inside, fail) };
    }
  }
}

function parseRule(value: unknown, path: Path, fail: Fail): AllowRule {
  if (!isObject(value)) return fail(path, 'An entry of "allow" is an object.');
  onlyKnown(value, ['account', 'organisation', ...DECISION], path, fail);
  return { subject: parseAllowed(value, path, fail), ...parseDecision(value, path, fail) };
}

function parseAllowed(value: JsonObject, path: Path, fail: Fail): AllowSubject {
  if ((value['account'] === undefined) === (value['organisation'] === undefined)) {
    return fail(path, 'An entry of "allow" names an "account" or an "organisation".');
  }
  if (value['account'] === undefined) return { organisation: parseName(value, 'organisation', path, fail) };
  const account = parseName(value, 'account', path, fail);
  if (/^\*+$/.test(account)) return fail([...path, 'account'], '"*" alone would allow every account.');
  return { account };
}

function parseDecision(value: JsonObject, path: Path, fail: Fail): Decision {
  const { note, author } = value;
  if (typeof note !== 'string' || note.trim() === '' || note.length > MAX_NOTE) {
    return fail([...path, 'note'], `"note" says why, in 1 to ${MAX_NOTE} characters.`);
  }
  if (author !== undefined && (typeof author !== 'string' || author.length > 200)) {
    return fail([...path, 'author'], '"author" is a name.');
  }
  const date = parseDay(value, 'date', path, fail);
  const expires = parseDay(value, 'expires', path, fail);
  return {
    note,
    ...(author !== undefined && { author }),
    ...(date !== undefined && { date }),
    ...(expires !== undefined && { expires }),
  };
}

function parseDay(value: JsonObject, name: string, path: Path, fail: Fail): string | undefined {
  const day = value[name];
  if (day === undefined) return undefined;
  if (typeof day === 'string' && isDay(day)) return day;
  return fail([...path, name], `"${name}" is a day such as 2026-11-25.`);
}

/** Does the text name a day that exists? */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function parseName(value: JsonObject, name: string, path: Path, fail: Fail): string {
  const text = value[name];
  if (isName(text)) return text;
  return fail([...path, name], `"${name}" is a text of 1 to ${MAX_NAME} characters.`);
}

function parseNames(value: JsonObject, name: string, path: Path, fail: Fail): string[] {
  const names = value[name];
  if (!Array.isArray(names) || names.length > MAX_ENTRIES)
    return fail([...path, name], `"${name}" is a list of names.`);
  const wrong = names.findIndex((item) => !isName(item));
  if (wrong >= 0) return fail([...path, name, wrong], `"${name}" holds something that is no name.`);
  return names.filter(isName);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_NAME;
}

function onlyKnown(value: JsonObject, known: readonly string[], path: Path, fail: Fail): void {
  const stranger = Object.keys(value).find((key) => !known.includes(key));
  if (stranger !== undefined) fail([...path, stranger], `"${stranger}" means nothing here.`);
}
