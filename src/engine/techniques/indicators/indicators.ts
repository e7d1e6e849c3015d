/**
 * Indicators of somebody else's campaign: templates, signatures, addresses and sentences. They come in a STIX bundle, in one that this
 * program exported, or in a list of lines `KIND VALUE`. What is `published` is the contrary: signatures that prove nothing.
 */
import { InputError } from '../../../reader/bytes/files/input-error.ts';
import { isObject } from '../../../schema/is-object.ts';
import { counted } from '../../../text/numbers.ts';
import { TEMPLATES_OF } from '../../../text/techniques.ts';

export const KINDS = ['template', 'signature', 'address', 'text'] as const;
export type IndicatorKind = (typeof KINDS)[number];

export interface Indicators {
  /** Values of each kind as the file says them. */
  plain: Readonly<Record<IndicatorKind, ReadonlySet<string>>>;
  /** Hashes of values of any kind, and the key they were made with. */
  keyed: ReadonlySet<string>;
  key: string | undefined;
  published: ReadonlySet<string>;
}

/** Indicators that a file may hold, and characters of one. */
const MOST = 1_000_000;
const LONGEST = 2000;
const HASH = /^[0-9a-f]{32}$/;
/** The patterns that are understood; what else a bundle holds is for other programs. */
const PATTERN = /^\[(ipv[46]-addr|x-prompt-audit):(value|template|signature|address|keyed) = '([^'\\]{1,100})'\]$/;

/**
 * @param key of the hashes in the file
 * @throws InputError with the line where something is neither of these
 */
export function parseIndicators(text: string, name: string, key?: string): Indicators {
  const plain = {
    template: new Set<string>(),
    signature: new Set<string>(),
    address: new Set<string>(),
    text: new Set<string>(),
  };
  const own = { plain, keyed: new Set<string>(), key, published: new Set<string>() };
  if (text.trimStart().startsWith('{')) readBundle(text, name, own);
  else readLines(text, name, own);
  const all = KINDS.reduce((sum, kind) => sum + plain[kind].size, own.keyed.size + own.published.size);
  if (all === 0)
    throw new InputError(
      `${name}: There is no indicator in it. A line is KIND VALUE, with one of ${KINDS.join(', ')}, keyed, published.`,
    );
  if (own.keyed.size > 0 && key === undefined)
    throw new InputError(
      `${name}: It holds ${counted(own.keyed.size, 'keyed hash', 'keyed hashes')}, which say nothing without the key they were made with (--key FILE).`,
    );
  return own;
}

interface Read {
  plain: Record<IndicatorKind, Set<string>>;
  keyed: Set<string>;
  published: Set<string>;
}

function readLines(text: string, name: string, read: Read): void {
  const lines = text.split(/\r?\n/);
  if (lines.length > MOST) throw new InputError(`${name}: It has more than ${MOST} lines.`);
  lines.forEach((line, at) => {
    const shown = line.trim();
    if (shown === '' || shown.startsWith('#')) return;
    const gap = shown.search(/\s/);
    const [kind, value] = gap < 0 ? [shown, ''] : [shown.slice(0, gap), shown.slice(gap).trim()];
    const problem = put(read, kind, value);
    if (problem !== undefined) throw new InputError(`${name}:${at + 1}: ${problem}`);
  });
}

/** @returns what is wrong */
function put({ plain, keyed, published }: Read, kind: string, value: string): string | undefined {
  if (value === '' || value.length > LONGEST)
    return `A line is KIND VALUE, with a value of at most ${LONGEST} characters.`;
  const own = KINDS.find((one) => one === kind);
  const set = own !== undefined ? plain[own] : kind === 'keyed' ? keyed : kind === 'published' ? published : undefined;
  if (set === undefined)
    return `"${kind.slice(0, 40)}" is no kind: there are ${KINDS.join(', ')}, keyed and published.`;
  const isHash = kind !== 'address' && kind !== 'text' && kind !== 'template';
  if (isHash && !HASH.test(value)) return `A ${kind} is a hash of 32 hexadecimal digits.`;
  set.add(kind === 'text' ? value.replace(/^"(.*)"$/, '$1') : value);
  return undefined;
}

function readBundle(text: string, name: string, read: Read): void {
  let bundle: unknown;
  try {
    bundle = JSON.parse(text);
  } catch (error) {
    throw new InputError(
      `${name}: It begins like JSON and is none: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const objects = isObject(bundle) && bundle['type'] === 'bundle' ? bundle['objects'] : undefined;
  if (!Array.isArray(objects))
    throw new InputError(`${name}: It is JSON, but no STIX bundle: "type" is to be "bundle", and "objects" a list.`);
  for (const object of objects.slice(0, MOST) as unknown[]) {
    if (!isObject(object)) continue;
    for (const id of templatesIn(object['external_references'])) put(read, 'template', id);
    if (object['type'] !== 'indicator' || typeof object['pattern'] !== 'string') continue;
    const [, type, field, value] = PATTERN.exec(object['pattern']) ?? [];
    if (type === undefined || field === undefined || value === undefined) continue;
    put(read, type === 'x-prompt-audit' ? field : 'address', value);
  }
}

/** Ids of templates that a bundle of this program refers to. */
const templatesIn = (references: unknown): string[] =>
  (Array.isArray(references) ? (references as unknown[]) : []).flatMap((one) => {
    if (!isObject(one) || one['source_name'] !== TEMPLATES_OF) return [];
    return typeof one['external_id'] === 'string' ? [one['external_id']] : [];
  });

/** Letters that a key needs: a shorter one can be guessed. */
const SHORTEST_KEY = 16;

/** The key in a file; breaks around it are no part of it. */
export function parseKey(text: string, name: string): string {
  const key = text.trim();
  if (key.length < SHORTEST_KEY) throw new InputError(`${name}: A key has at least ${SHORTEST_KEY} characters.`);
  return key;
}
