/** The prompts that a file of a public repository holds. */
import { parse } from 'yaml';
import { literalsOf } from './literals.ts';

export interface FoundPrompt {
  /** Name of the variable, field or key that it is given to; empty for a file that is one prompt. */
  name: string;
  text: string;
}

const PROSE = /\.(?:md|mdx|txt|j2|jinja2?|prompt|prompty|st|mustache|hbs|tmpl)$/i;
/** What holds a prompt is called after it. */
const NAMED =
  /prompt|templ|instruc|system|messag|content|goal|backstory|persona|role|query|task|generation|principles|introduction|question|setting|rubric|criteria/i;
const NOT_NAMED = /descri|help|error|warn|log|doc|title|label|license|regex|url|desc$/i;
const FENCED = /```\w*\n([^]*?)\n```/g;
/** A word of a sentence, with what may stand around it; names of classes, paths and keys are none. */
const PLAIN = /^["'“‘(*]*\p{L}[\p{L}’'-]*["'”’)*.,:;!?]*$/u;
/** Characters and words below which a text is no template. */
const FEWEST = { characters: 100, words: 15, signs: 40 };
const LONGEST = 12_000;

/**
 * @param whole whether a file of prose is one prompt
 * @param names names of the fields that hold prompts
 */
export function promptsInFile(path: string, text: string, whole: boolean, names = NAMED): FoundPrompt[] {
  return candidates(path, text, whole)
    .filter(({ name }) => names === NAMED || names.test(name))
    .map(({ name, text: own }) => ({ name, text: dedented(own).slice(0, LONGEST) }))
    .filter((found) => readsLikePrompt(found.text));
}

function candidates(path: string, text: string, whole: boolean): FoundPrompt[] {
  if (PROSE.test(path)) return whole ? [{ name: '', text: prose(text) }] : [];
  if (/\.(?:py|toml)$/.test(path)) return fromSource(path, text, '#');
  if (/\.(?:[cm]?[jt]s|java|kt|go|php)$/.test(path)) return fromSource(path, text, '//');
  if (path.endsWith('.csv')) return fromCsv(text);
  if (/\.(?:json|ya?ml)$/.test(path)) return fromTree(path, text, whole);
  return [];
}

function fromSource(path: string, text: string, comments: '#' | '//'): FoundPrompt[] {
  return literalsOf(text, comments).flatMap(({ text: own, before }) => {
    const name = nameBefore(before);
    return name === undefined || !isNamed(name, path) ? [] : [{ name, text: own }];
  });
}

/** Who a literal is given to: `name =`, `name:`, `"name":`, `name(`; undefined for one that stands alone, as a docstring does. */
function nameBefore(before: string): string | undefined {
  const given =
    /([\w.]+)["']?\s*(?::\s*[\w[\]., |]+)?\s*(?:=|:|\+=)\s*[([{]*\s*(?:textwrap\.dedent\(|dedent\()?\s*[rfbu]{0,2}$/i.exec(
      before,
    );
  if (given) return given[1];
  const called = /([\w.]+)\(\s*[rfbu]{0,2}$/i.exec(before);
  if (called) return called[1];
  return /(?:[[,+(]|return)\s*[rfbu]{0,2}$/i.test(before) ? '' : undefined;
}

function isNamed(name: string, path: string): boolean {
  if (NOT_NAMED.test(name)) return false;
  return NAMED.test(name) || /prompt|templat|instruct/i.test(path);
}

function fromTree(path: string, text: string, whole: boolean): FoundPrompt[] {
  let tree: unknown;
  try {
    tree = path.endsWith('.json') ? JSON.parse(text) : parse(text, { logLevel: 'silent' });
  } catch {
    return [];
  }
  const found: FoundPrompt[] = [];
  const walk = (name: string, value: unknown): void => {
    if (typeof value === 'string') {
      if (!NOT_NAMED.test(name) && (whole || NAMED.test(name) || name === 'text'))
        found.push({ name, text: value.replace(/^=/, '') });
    } else if (Array.isArray(value)) for (const one of value) walk(name, one);
    else if (value !== null && typeof value === 'object' && !isAnswer(value))
      for (const [key, own] of Object.entries(value)) walk(key, own);
  };
  walk('', tree);
  return found;
}

/** What an example lets the model say. */
const isAnswer = (value: object): boolean => 'role' in value && value.role === 'assistant';

/** The column `prompt` of a table whose cells may be quoted. */
function fromCsv(text: string): FoundPrompt[] {
  const rows = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n"]*))(,|\n|$)/g)];
  const table: string[][] = [[]];
  for (const [, quoted, plain, end] of rows) {
    table.at(-1)!.push((quoted ?? plain ?? '').replaceAll('""', '"'));
    if (end !== ',') table.push([]);
  }
  const column = table[0]!.indexOf('prompt');
  return table.slice(1).flatMap((row) => (row[column] ? [{ name: 'prompt', text: row[column] }] : []));
}

/** Without front matter; what a fence holds where that is most of the page. */
function prose(text: string): string {
  const body = text
    .replace(/^---\n[^]*?\n---\n/, '')
    .replace(/^[^]*?GPT instructions:\s*(?:```\w*\n)?/i, '')
    .replace(/^#.*\n+source:.*\n/i, '');
  const fenced = [...body.matchAll(FENCED)].map(([, own]) => own!).sort((a, b) => b.length - a.length)[0];
  return fenced !== undefined && fenced.length > body.length * 0.6 ? fenced : body;
}

function dedented(text: string): string {
  const lines = text.replaceAll('\r', '').split('\n');
  const indents = lines
    .slice(1)
    .filter((line) => line.trim())
    .map((line) => line.length - line.trimStart().length);
  const least = indents.length > 0 ? Math.min(...indents) : 0;
  return lines
    .map((line, at) => (at === 0 ? line : line.slice(least)))
    .join('\n')
    .trim();
}

/** Sentences of natural language rather than code, paths, markup or data. */
function readsLikePrompt(text: string): boolean {
  const signs = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  const words = text.match(/\p{L}{2,}/gu)?.length ?? 0;
  if (text.length < (signs >= FEWEST.signs ? 40 : FEWEST.characters)) return false;
  if (signs < FEWEST.signs && words < FEWEST.words) return false;
  const tokens = text.split(/\s+/);
  if (signs < FEWEST.signs && tokens.filter((token) => PLAIN.test(token)).length < tokens.length * 0.6) return false;
  const letters = text.match(/[\p{L}\s]/gu)?.length ?? 0;
  if (letters < text.length * 0.7) return false;
  const lines = text.split('\n');
  const coded = lines.filter((line) =>
    /[;{}]\s*$|^\s*(?:import|const|def|class|return|SELECT|<\w+[ >])/.test(line),
  ).length;
  if (coded > lines.length * 0.3) return false;
  return !/^\s*(?:Args|Returns|Raises|Attributes|Example usage):/m.test(text);
}
