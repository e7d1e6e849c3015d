/** YAML text as values that know their positions. */
import { type Document, isMap, isNode, isScalar, LineCounter, parseAllDocuments } from 'yaml';
import { isTooDeep } from '../config/yaml-depth.ts';
import { RuleError } from './rule-error.ts';

export interface YamlDocument {
  value: unknown;
  /** `file:line:column` of a part, or of the part around it when it is missing. */
  placeOf: (path: readonly (string | number)[]) => string;
  /** The text of a key with its value, as it is written. */
  textOf: (key: string) => string;
}

const MAX_DOCUMENTS = 1000;

/**
 * The documents of a text. Empty ones are left out.
 * @param file how the file is called in messages
 * @throws RuleError for what is no YAML
 */
export function yamlDocuments(text: string, file: string): YamlDocument[] {
  const lines = new LineCounter();
  if (isTooDeep(text)) throw new RuleError(`${file}:1:1: It is nested too deeply.`);
  let documents: Document[];
  try {
    documents = [...parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, keepSourceTokens: false })];
  } catch {
    throw new RuleError(`${file}:1:1: It is nested too deeply.`);
  }
  if (documents.length > MAX_DOCUMENTS)
    throw new RuleError(`${file}:1:1: A file holds at most ${MAX_DOCUMENTS} rules.`);
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${Math.max(1, line)}:${Math.max(1, col)}`;
  };
  // A tag that means nothing is only a warning to the library.
  const problems = documents.flatMap(({ errors, warnings }) => [...errors, ...warnings]).slice(0, 50);
  if (problems.length > 0) {
    throw new RuleError(
      problems.map(({ pos, message }) => `${place(pos[0])}: This is not YAML: ${message}`).join('\n'),
    );
  }
  return documents.flatMap((document) => {
    const value = valueOf(document, file);
    if (value === null || value === undefined) return [];
    return [
      { value, placeOf: (path) => place(offsetOf(document, path)), textOf: (key) => textOf(document, key, text) },
    ];
  });
}

function valueOf(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    throw new RuleError(`${file}:1:1: Its aliases stand for too many values.`);
  }
}

function offsetOf(document: Document, path: readonly (string | number)[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.range?.[0] ?? 0;
}

function textOf({ contents }: Document, name: string, text: string): string {
  if (!isMap(contents)) return '';
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === name);
  if (!pair || !isNode(pair.key) || !isNode(pair.value) || !pair.key.range || !pair.value.range) return '';
  return text.slice(pair.key.range[0], pair.value.range[1]).trimEnd();
}
