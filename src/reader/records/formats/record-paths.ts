/**
 * Where something is in an entry of a log, as tables of formats write it: `usage/prompt_tokens|tokens`, the first of these that is there.
 * This is the one place where tables look into an entry.
 */
import { isObject, type JsonObject, numberOf, objectOf, unpackJson } from '../fields/json.ts';
import { words } from '../../../schema/words.ts';

/** What may be done to a value on the way, written behind a name: `request~json/model`. */
const CHANGES = {
  /** JSON in a text. */
  json: unpackJson,
} satisfies Record<string, (value: unknown) => unknown>;

const isChange = (name: string): name is keyof typeof CHANGES => Object.hasOwn(CHANGES, name);

interface Step {
  name: string;
  changes: readonly ((value: unknown) => unknown)[];
}

/** A path and those that stand in for it. */
export type Places = readonly (readonly Step[])[];

/** Throws where a name is missing or a change is not known. */
export const placesOf = (written: string): Places =>
  written.split('|').map((path) => path.split('/').map((step) => stepOf(step, written)));

function stepOf(step: string, written: string): Step {
  const [name = '', ...changes] = step.split('~');
  if (name === '') throw new Error(`A name is missing in ${written}`);
  return {
    name,
    changes: changes.map((change) => {
      if (!isChange(change)) throw new Error(`No change of a value: ~${change} in ${written}`);
      return CHANGES[change];
    }),
  };
}

/** The value at the first of some paths where there is one. */
export function valueAt(from: JsonObject, places: Places): unknown {
  for (const path of places) {
    const value = follow(from, path);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

function follow(from: JsonObject, path: readonly Step[]): unknown {
  let value: unknown = from;
  for (const { name, changes } of path) {
    value = objectOf(value)[name];
    for (const change of changes) value = change(value);
  }
  return value;
}

/** What a value can be asked to be. */
const KINDS = {
  there: (value: unknown) => value !== undefined,
  text: (value: unknown) => typeof value === 'string',
  object: isObject,
} satisfies Record<string, (value: unknown) => boolean>;

/** Whether an entry is as a table says. */
export type Condition = (from: JsonObject, isAnswered: boolean) => boolean;

/**
 * Conditions that all hold, with spaces between: `a` (is there and not null), `a:text`, `a=b|c`, `a>=400`, `a<0`, each with `!` before it for the
 * opposite, and `@answer` for a request whose answer is known. Of a list of such texts, one is enough.
 */
export function conditionOf(written: string | readonly string[]): Condition {
  const ways = (typeof written === 'string' ? [written] : written).map((way) => words(way).map(termOf));
  return (from, isAnswered) => ways.some((terms) => terms.every((term) => term(from, isAnswered)));
}

const TERM = /^(!?)([^!:=<>@]+)(?::(\w+)|=(.+)|>=(\d+)|<(\d+))?$/;

function termOf(term: string): Condition {
  if (term === '@answer') return (_, isAnswered) => isAnswered;
  const [, not, path = '', kind, values, least, below] = TERM.exec(term) ?? [];
  if (path === '') throw new Error(`No condition: ${term}`);
  const is = testOf(placesOf(path), { kind, values, least, below }, term);
  return not === '' ? is : (from, isAnswered) => !is(from, isAnswered);
}

type Asked = Readonly<Record<'kind' | 'values' | 'least' | 'below', string | undefined>>;

function testOf(places: Places, { kind, values, least, below }: Asked, term: string): Condition {
  if (kind !== undefined) {
    if (!Object.hasOwn(KINDS, kind)) throw new Error(`No kind of a value: ${term}`);
    const isKind = KINDS[kind as keyof typeof KINDS];
    return (from) => places.some((path) => isKind(follow(from, path)));
  }
  if (values !== undefined) {
    const known: ReadonlySet<string> = new Set(values.split('|'));
    return (from) => known.has(String(valueAt(from, places)));
  }
  if (least !== undefined) return (from) => (numberOf(valueAt(from, places)) ?? -Infinity) >= Number(least);
  if (below !== undefined) return (from) => (numberOf(valueAt(from, places)) ?? Infinity) < Number(below);
  return (from) => valueAt(from, places) !== undefined;
}
