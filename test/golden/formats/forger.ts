/**
 * What an attacker can write into a log: fields of his own in the body of a request, in its headers and, by what he has a model
 * say, in an answer. Finds these in the samples, and the names that readers look for.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { requestDialect } from '../../../src/reader/records/dialects/bodies.ts';
import { FIELD_NAMES } from '../../../src/reader/records/fields/lexicon.ts';
import { isObject, type JsonObject, unpackJson } from '../../../src/reader/records/fields/json.ts';

/** Whose fields an object holds. */
export type Part = 'request' | 'headers' | 'answer';

/** A line of a log that holds something of a client or of a model. */
export interface Shape {
  /** File and line of the sample. */
  name: string;
  value: unknown;
  places: readonly Place[];
}

export interface Place {
  part: Part;
  /** Fields on the way to it; none where the line is a body by itself. */
  steps: readonly (string | number)[];
  /** Of headers: whether one holds a key that says who calls. */
  isKeyed?: boolean;
}

const SAMPLES = path.join(__dirname, 'samples');
const IS_SAMPLE = /(?<!\.expected)\.(?:jsonl?|log|har)$/;
/** In these a log's own names stand where others have a client's: words for types, and attributes of spans. */
const OF_TYPES = /^(?:dynamodb|inner-tables|typed-values|change-events|athena|elastic|autogen)\./;
const READERS = path.join(__dirname, '../../../src/reader/records');

/** Lines of the samples, one for each set of names that they have. */
export function shapesOfSamples(): Shape[] {
  const shapes = new Map<string, Shape>();
  for (const file of readdirSync(SAMPLES).filter((name) => IS_SAMPLE.test(name) && !OF_TYPES.test(name))) {
    const text = readFileSync(path.join(SAMPLES, file), 'utf8');
    for (const [at, line] of entriesOf(text).entries()) {
      const value = unpackJson(line);
      if (!isObject(value)) continue;
      const key = `${file} ${namesIn(value, 0)}`;
      const places = [...placesIn(value, [], undefined)];
      if (places.length > 0 && !shapes.has(key)) shapes.set(key, { name: `${file}:${at + 1}`, value, places });
    }
  }
  return [...shapes.values()];
}

/** Records of the samples, one of each set of names: whole, a client may write any of them into a body. */
export function recordsOfSamples(): { name: string; record: JsonObject }[] {
  const records = new Map<string, { name: string; record: JsonObject }>();
  for (const file of readdirSync(SAMPLES).filter((name) => name.endsWith('.jsonl'))) {
    for (const line of readFileSync(path.join(SAMPLES, file), 'utf8').split('\n')) {
      const record = unpackJson(line);
      if (isObject(record) && !records.has(namesIn(record, 3))) records.set(namesIn(record, 3), { name: file, record });
    }
  }
  return [...records.values()];
}

/** Bodies of requests in the samples, one of each set of names: a client may write what is of one API into a body of another. */
export function bodiesOfSamples(): { name: string; body: JsonObject }[] {
  const bodies = new Map<string, { name: string; body: JsonObject }>();
  for (const { name, value, places } of shapesOfSamples())
    for (const { part, steps } of places) {
      const body = part === 'request' ? at(value, steps) : undefined;
      if (isObject(body) && !bodies.has(namesIn(body, 2))) bodies.set(namesIn(body, 2), { name, body });
    }
  return [...bodies.values()];
}

const at = (value: unknown, [step, ...others]: readonly (string | number)[]): unknown =>
  step === undefined ? unpackJson(value) : at((unpackJson(value) as Readonly<Record<string | number, unknown>>)[step], others);

function entriesOf(text: string): unknown[] {
  const whole = unpackJson(text);
  if (Array.isArray(whole)) return whole;
  return isObject(whole) ? [whole] : text.split('\n');
}

function namesIn(value: unknown, depth: number): string {
  if (depth > 3) return '';
  if (Array.isArray(value)) return `[${value.length === 0 ? '' : namesIn(value[0], depth + 1)}]`;
  if (!isObject(value)) return typeof value;
  return `{${Object.keys(value)
    .map((name) => name + namesIn(value[name], depth + 1))
    .join()}}`;
}

const ANSWERS = /^(?:(?:llm|model|bot|ai)_?)?(?:response|answer|res|completion)(?:_?(?:body|text|message))?$/i;
const BODIES = /^(?:req|request|input|params|payload|sent|content|text|raw|modelInput|.*body.*)$/i;

/** A body under a name for one, or by itself: without what a program adds to its own rows. */
function isBody(value: JsonObject, name: string | number | undefined): boolean {
  if (requestDialect(value) === undefined || (name !== undefined && !BODIES.test(String(name)))) return false;
  return ![...FIELD_NAMES.time, ...FIELD_NAMES.key, ...FIELD_NAMES.status].some((known) => known in value);
}

/** A key that is not hidden: recorders put a word in capitals or stars in its place. */
const KEY = /"(?:authorization|(?:x-(?:goog-)?)?api-key)":\s*\[?"(?!(?:Bearer )?(?:[A-Z_]+|\*+|<[^"]*)")[^"]+"/i;
const HEADERS = /^(?:request_?|req_?)?headers$/i;

function* placesIn(
  value: unknown,
  steps: readonly (string | number)[],
  within: Part | undefined,
): Generator<Place> {
  const last = steps.at(-1);
  const opened = unpackJson(value);
  if (Array.isArray(opened)) {
    if (within === undefined)
      for (const [at, item] of opened.slice(0, 2).entries()) yield* placesIn(item, [...steps, at], within);
    return;
  }
  if (!isObject(opened) || steps.length > 7) return;
  const isAnswer = typeof last === 'string' && ANSWERS.test(last);
  if (typeof last === 'string' && HEADERS.test(last)) yield { part: 'headers', steps, isKeyed: KEY.test(JSON.stringify(opened)) };
  else if (isAnswer) yield { part: 'answer', steps };
  else if (isBody(opened, last)) yield { part: 'request', steps };
  if (steps.length > 0 && (isAnswer || requestDialect(opened) !== undefined)) return;
  for (const name in opened) yield* placesIn(opened[name], [...steps, name], within);
}

/** The line with more fields in one object of it. Its own fields stay. */
export function forged(value: unknown, steps: readonly (string | number)[], fields: Readonly<Record<string, unknown>>): unknown {
  if (typeof value === 'string') return JSON.stringify(forged(unpackJson(value), steps, fields));
  const [step, ...others] = steps;
  if (step === undefined) return { ...fields, ...(value as object) };
  if (Array.isArray(value)) return value.map((item: unknown, at) => (at === step ? forged(item, others, fields) : item));
  const object = value as Record<string, unknown>;
  return { ...object, [step]: forged(object[step], others, fields) };
}

/** Every name that the sources of the readers write in quotes, take out of an object, or ask one for. */
export function namesOfReaders(): string[] {
  const names = new Set<string>();
  for (const file of readdirSync(READERS, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
    const source = readFileSync(path.join(READERS, file), 'utf8').replace(/^import [^;]*;/gm, '');
    for (const [, name] of source.matchAll(/'([$@\w][\w@.$ -]{0,40})'/g)) names.add(name!);
    // Lists of names are written as words with blanks between them.
    for (const [, list] of source.matchAll(/['`]([$@\w][\w@.$\s-]{0,4000})['`]/g))
      for (const name of list!.split(/\s+/)) if (name !== '' && name.length <= 40) names.add(name);
    for (const [, list] of source.matchAll(/(?:const|\() ?\{([^{}=]{1,600})\}(?: =|: Json)/g))
      for (const [, name] of list!.matchAll(/(?:^|,)\s*'?([$\w][\w$-]{0,40})/g)) names.add(name!);
    for (const [, name] of source.matchAll(/\.([a-z]\w{1,40})\b(?!\()/g)) names.add(name!);
  }
  for (const name of [...names]) {
    if (name.includes('_')) names.add(name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
  }
  return [...names].sort();
}
