import { isObject, unpackJson } from '../records/fields/json.ts';
import { TurnStatistics } from './turn-statistics.ts';
import {
  isAddress,
  isCount,
  isDigest,
  isModel,
  isName,
  isProse,
  isQuestion,
  isTime,
  isUserAgent,
} from './value-kinds.ts';

/** What is found at one path over a sample of records. Counts are numbers of records. */
export interface FieldStatistics {
  path: string;
  /** Records in which the path has a value that is not null. */
  present: number;
  strings: number;
  numbers: number;
  booleans: number;
  lists: number;
  objects: number;
  /** Number of different values. */
  distinct: number;
  /** Mean number of characters of the strings. */
  length: number;
  /** Least and largest number; NaN without one. */
  low: number;
  high: number;
  /** All numbers are whole. */
  whole: boolean;
  /** No number is smaller than the one before it. */
  ascending: boolean;
  /** How many values look like each kind. */
  kinds: Record<ValueKind, number>;
  /** Turns of a conversation, where the values are lists of them. */
  turns: TurnStatistics;
  /** The first three different values, for people. */
  examples: unknown[];
  /** The beginning of each value, record by record; nothing where a record has none. */
  column: Column;
}

/** Values of one path, by the numbers of their records. */
export type Column = (string | undefined)[];

const KINDS = {
  time: isTime,
  address: isAddress,
  agent: isUserAgent,
  model: isModel,
  digest: isDigest,
  name: isName,
  count: isCount,
  prose: isProse,
  question: isQuestion,
} as const;

export type ValueKind = keyof typeof KINDS;

const MAX_DEPTH = 6;
/** Fields of one record, and fields in all, that are looked at. */
const MAX_FIELDS = 500;
const MAX_EXAMPLES = 3;

/** Looks at all fields of some records. Fields are in the order in which they were first seen. */
export function fieldStatistics(records: readonly unknown[]): FieldStatistics[] {
  const fields = new Map<string, Collector>();
  for (const [at, record] of records.entries()) {
    let left = MAX_FIELDS;
    walk(record, '', MAX_DEPTH, (path, value) => {
      if (left-- <= 0) return false;
      let field = fields.get(path);
      if (field === undefined) {
        if (fields.size >= MAX_FIELDS) return false;
        fields.set(path, (field = new Collector(path)));
      }
      field.add(value, at);
      return true;
    });
  }
  return [...fields.values()].map((field) => field.finish());
}

/**
 * Visits every field of a record with its path, as `valueAt` reads it: objects inside, JSON in strings, and the only
 * item of lists. A visit that answers false leaves out what is below.
 */
function walk(value: unknown, path: string, depth: number, visit: (path: string, value: unknown) => boolean): void {
  const inside = unpackJson(value);
  if (path !== '' && !visit(path, inside)) return;
  if (depth === 0) return;
  const prefix = path === '' ? '' : `${path}.`;
  if (Array.isArray(inside)) {
    if (inside.length === 1 && isObject(inside[0])) walk(inside[0], `${prefix}0`, depth - 1, visit);
  } else if (isObject(inside)) {
    for (const [key, item] of Object.entries(inside)) walk(item, prefix + key, depth - 1, visit);
  }
}

class Collector {
  private readonly found: FieldStatistics;
  private readonly values = new Set<string>();
  private characters = 0;
  private last = -Infinity;

  constructor(path: string) {
    const kinds = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, 0])) as Record<ValueKind, number>;
    this.found = {
      path,
      ...{ present: 0, strings: 0, numbers: 0, booleans: 0, lists: 0, objects: 0, distinct: 0, length: 0 },
      ...{ low: NaN, high: NaN, whole: true, ascending: true },
      kinds,
      turns: new TurnStatistics(),
      examples: [],
      column: [],
    };
  }

  add(value: unknown, at: number): void {
    if (value === null || value === undefined || value === '') return;
    const { found } = this;
    found.present++;
    if (typeof value === 'string') {
      found.strings++;
      this.characters += value.length;
    } else if (typeof value === 'number') this.addNumber(value);
    else if (typeof value === 'boolean') found.booleans++;
    else if (Array.isArray(value)) {
      found.lists++;
      found.turns.add(value);
    } else found.objects++;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return;
    for (const [kind, test] of Object.entries(KINDS)) if (test(value)) found.kinds[kind as ValueKind]++;
    const key = String(value).slice(0, 500);
    found.column[at] = key;
    if (!this.values.has(key) && found.examples.length < MAX_EXAMPLES) found.examples.push(value);
    this.values.add(key);
  }

  finish(): FieldStatistics {
    const { found } = this;
    found.distinct = this.values.size;
    found.length = found.strings === 0 ? 0 : this.characters / found.strings;
    return found;
  }

  private addNumber(value: number): void {
    const { found } = this;
    found.numbers++;
    found.low = found.numbers === 1 ? value : Math.min(found.low, value);
    found.high = found.numbers === 1 ? value : Math.max(found.high, value);
    if (!Number.isInteger(value)) found.whole = false;
    if (value < this.last) found.ascending = false;
    this.last = value;
  }
}
