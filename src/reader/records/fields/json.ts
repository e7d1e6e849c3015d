/** Small guards for JSON values of unknown shape. */
import { valueOf } from '../../bytes/framing/json-parse.ts';
import { isObject } from '../../../schema/is-object.ts';

export { isObject };

export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one when it is none. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : NOTHING;
}

const NOTHING: JsonObject = {};

/** Whether it has no field; the names are not listed for it. */
export function isEmpty(value: JsonObject): boolean {
  for (const _ in value) return false;
  return true;
}

/** The value as a list; an empty one when it is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : EMPTY;
}

const EMPTY: readonly unknown[] = [];

/** A number, also one written as a string or with its type as MongoDB exports it; anything else is missing. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'object' && value !== null) return numberOf(typedNumber(value));
  if (typeof value !== 'string' || value === '' || value.length > 40) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

function typedNumber(value: object): unknown {
  const { $numberInt, $numberLong, $numberDouble, $numberDecimal } = value as JsonObject;
  const text = $numberInt ?? $numberLong ?? $numberDouble ?? $numberDecimal;
  return typeof text === 'string' ? text : undefined;
}

/** A text that is not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const JSON_START = /^\s*[{[]/;

/**
 * A JSON object or array, also one that was written into a string. Only for fields that are known to hold JSON:
 * what a person typed may look like JSON and must stay text.
 */
export function unpackJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (!JSON_START.test(value)) return value;
  return valueOf(value) ?? value;
}

/** Letters in a row of scripts that write no blanks between words. */
const UNSPACED = /[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{8}/;
/** Longer ones are texts, whatever stands in them in place of blanks. */
const LONGEST_NAME = 64;

/** Letters of different names, as of four of the longest, from which they are a text that was cut up: an instruction as a list of its words. */
export const MOST_NAMES = 4 * LONGEST_NAME;

const isName = (text: string): boolean => text.length <= LONGEST_NAME && !/\s/.test(text) && !UNSPACED.test(text);

/** Letters that are read of one value; what is longer is cut, as texts of prompts are. */
const MOST_WORDS = 2 ** 20;

/**
 * What a value says in words, however it is nested, in its texts and in the names of its fields, in their order, without numbers and
 * choices, and without names where these are few. A text alone is what it says.
 */
export function wordsIn(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, MOST_WORDS);
  const said: string[] = [];
  const names = new Set<string>();
  let letters = 0;
  const open: unknown[] = [value];
  while (open.length > 0 && letters < MOST_WORDS) {
    const next = open.pop();
    if (typeof next === 'string') {
      if (isName(next)) {
        names.add(next);
        continue;
      }
      said.push(next);
      letters += next.length;
    } else if (Array.isArray(next)) {
      for (let at = next.length - 1; at >= 0; at--) open.push(next[at]);
    } else if (typeof next === 'object' && next !== null) {
      for (const [name, inner] of Object.entries(next).reverse()) open.push(inner, name);
    }
  }
  const spelled = [...names].join(' ');
  if (spelled.length > MOST_NAMES) said.push(spelled);
  return said.join('\n').slice(0, MOST_WORDS);
}
