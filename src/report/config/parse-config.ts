/** Parses the text of a configuration file. Every mistake is reported with file, line and column. */
import * as v from 'valibot';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { problemOf } from '../../schema/written.ts';
import { InputError } from '../../reader/bytes/files/input-error.ts';
import { ConfigFile } from './config-schema.ts';
import { isTooDeep } from './yaml-depth.ts';

/** Something wrong, and where; lines and columns are counted from 1. */
export interface ConfigProblem {
  line: number;
  column: number;
  sentence: string;
}

/** A configuration that makes no sense; the message has a line for each problem. */
export class ConfigError extends InputError {
  override name = 'ConfigError';

  constructor(
    readonly file: string,
    readonly problems: readonly ConfigProblem[],
  ) {
    super(problems.map(({ line, column, sentence }) => `${file}:${line}:${column}: ${sentence}`).join('\n'));
  }
}

export interface Config {
  /** How the file is called in messages. */
  file: string;
  values: ConfigFile;
  /** Where the value of a key stands, for example `limits.unpackRatio`; at the part around it when it is missing. */
  placeOf: (key: string) => { line: number; column: number };
}

/** More than these are not said at once. */
const MAX_PROBLEMS = 50;

/**
 * The settings in a text; an empty text sets nothing.
 * @param file how the file is called in messages
 * @throws ConfigError naming everything that is wrong
 */
export function parseConfig(text: string, file: string): Config {
  const lines = new LineCounter();
  const document = documentOf(text, file, lines);
  const place = (path: readonly (string | number)[]) => placeIn(document, lines, path);
  const result = v.safeParse(ConfigFile, valueOf(document, file) ?? {});
  if (!result.success) {
    const found = result.issues.slice(0, MAX_PROBLEMS).map((issue) => {
      const { path, sentence } = problemOf(issue);
      return { ...place(path), sentence };
    });
    throw new ConfigError(file, found);
  }
  return { file, values: result.output, placeOf: (key) => place(key.split('.')) };
}

function documentOf(text: string, file: string, lines: LineCounter): Document {
  const problem = { line: 1, column: 1, sentence: 'It is nested too deeply.' };
  if (isTooDeep(text)) throw new ConfigError(file, [problem]);
  let document: Document;
  try {
    document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  } catch {
    throw new ConfigError(file, [problem]);
  }
  // A tag that means nothing is only a warning to the library.
  const problems = [...document.errors, ...document.warnings];
  if (problems.length === 0) return document;
  throw new ConfigError(
    file,
    problems.slice(0, MAX_PROBLEMS).map(({ pos, message }) => {
      const { line, col } = lines.linePos(pos[0]);
      return { line: Math.max(1, line), column: Math.max(1, col), sentence: `This is not YAML: ${message}` };
    }),
  );
}

function valueOf(document: Document, file: string): unknown {
  try {
    // A few lines of aliases can stand for billions of values.
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    throw new ConfigError(file, [{ line: 1, column: 1, sentence: 'Its aliases stand for too many values.' }]);
  }
}

function placeIn(
  document: Document,
  lines: LineCounter,
  path: readonly (string | number)[],
): { line: number; column: number } {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (!isNode(node) || !node.range) continue;
    const { line, col } = lines.linePos(node.range[0]);
    return { line, column: col };
  }
  return { line: 1, column: 1 };
}
