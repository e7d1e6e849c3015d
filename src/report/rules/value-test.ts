/** Tests of a field's value: the modifiers of Sigma that are known here. Every one takes time linear in the text. */
import { BlockList, isIP } from 'node:net';
import { RE2JS } from 're2js';
import type { FieldValue, RuleField } from './rule-fields.ts';
import { RuleProblem } from './rule-error.ts';

export type ValueTest = (value: FieldValue) => boolean;

/** Modifiers by what they do with a field. `all` is next to another one. */
export const MODIFIERS = {
  contains: 'the text contains the value',
  startswith: 'the text begins with the value',
  endswith: 'the text ends with the value',
  re: 'the text contains a match of the RE2 pattern; case matters unless the pattern begins with `(?i)`',
  cidr: 'the address is in the network',
  lt: 'the number is less than the value',
  lte: 'the number is at most the value',
  gt: 'the number is greater than the value',
  gte: 'the number is at least the value',
  all: 'every value in the list must match, not just one',
  exists: '`true`: the log has the field; `false`: it does not',
} as const;
export type Modifier = keyof typeof MODIFIERS;

/** Longest pattern or text to look for. */
const MAX_VALUE = 2000;
const MAX_VALUES = 1000;
/** A pattern of more instructions takes too long on each character. */
const MAX_PROGRAM = 2000;

const NUMBERS: Partial<Record<Modifier, (value: number, limit: number) => boolean>> = {
  lt: (value, limit) => value < limit,
  lte: (value, limit) => value <= limit,
  gt: (value, limit) => value > limit,
  gte: (value, limit) => value >= limit,
};

/**
 * What `field|modifiers: given` tests.
 * @throws RuleProblem for what is no modifier, does not go together, or does not fit the field
 */
export function valueTest(
  field: RuleField,
  modifiers: readonly string[],
  given: unknown,
  path: readonly (string | number)[],
): ValueTest {
  const fail = (sentence: string, at = path): never => {
    throw new RuleProblem(sentence, at);
  };
  const unknown = modifiers.find((name) => !Object.hasOwn(MODIFIERS, name));
  if (unknown !== undefined) {
    fail(`There is no modifier "${unknown}" here. Modifiers: ${Object.keys(MODIFIERS).join(', ')}.`);
  }
  const names = modifiers as readonly Modifier[];
  const all = names.includes('all');
  const [kind, ...more] = names.filter((name) => name !== 'all');
  if (more.length > 0 || new Set(names).size < names.length) fail(`"${names.join('|')}" cannot be combined.`);
  if (kind === 'exists') {
    if (typeof given !== 'boolean' || all) fail('"exists" takes true or false.');
    return (value) => (value !== undefined) === given;
  }
  const values: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (values.length === 0 || values.length > MAX_VALUES) fail(`It takes 1 to ${MAX_VALUES} values.`);
  if (all && values.length < 2) fail('"all" needs a list of values.');
  const tests = values.map((value, at) => {
    const place = Array.isArray(given) ? [...path, at] : path;
    const test = oneTest(field, kind, value, (sentence) => fail(sentence, place));
    return test;
  });
  return all ? (value) => tests.every((test) => test(value)) : (value) => tests.some((test) => test(value));
}

type Fail = (sentence: string) => never;

function oneTest(field: RuleField, kind: Modifier | undefined, given: unknown, fail: Fail): ValueTest {
  if (given === null || given === undefined) return fail('To test whether a field is present, use "exists".');
  if (field.type === 'boolean') {
    if (kind !== undefined || typeof given !== 'boolean') fail(`"${field.name}" is true or false.`);
    return (value) => value === given;
  }
  if (field.type === 'number') return numberTest(field, kind, given, fail);
  if (kind !== undefined && NUMBERS[kind] !== undefined)
    fail(`"${field.name}" is not a number, so "${kind}" does not apply.`);
  if (typeof given !== 'string' && typeof given !== 'number') return fail(`"${field.name}" is compared with text.`);
  const test = textTest(kind, String(given), fail);
  return (value) => {
    if (typeof value === 'string') return test(value);
    return Array.isArray(value) && value.some(test);
  };
}

function numberTest(field: RuleField, kind: Modifier | undefined, given: unknown, fail: Fail): ValueTest {
  if (typeof given !== 'number' || !Number.isFinite(given)) return fail(`"${field.name}" is compared with a number.`);
  const compare = kind === undefined ? (value: number) => value === given : undefined;
  const ordered = kind && NUMBERS[kind];
  if (compare === undefined && ordered === undefined)
    fail(`"${field.name}" is a number, so "${kind ?? ''}" does not apply.`);
  return (value) => typeof value === 'number' && (compare ? compare(value) : ordered!(value, given));
}

function textTest(kind: Modifier | undefined, given: string, fail: Fail): (text: string) => boolean {
  if (given.length > MAX_VALUE) fail(`A value has at most ${MAX_VALUE} characters.`);
  if (kind === 're') return patternTest(given, fail);
  if (kind === 'cidr') return networkTest(given, fail);
  const parts = wildcardParts(given, fail);
  if (parts.every((part) => part === '') && kind !== undefined) fail('An empty value would match every text.');
  if (kind === 'contains' || kind === 'endswith') parts.unshift('');
  if (kind === 'contains' || kind === 'startswith') parts.push('');
  return (text) => fitsParts(text.toLowerCase(), parts);
}

/** The texts between the asterisks of a value, in lower case. A backslash before an asterisk or a backslash takes it as it is. */
function wildcardParts(value: string, fail: Fail): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < value.length; at++) {
    const char = value[at]!;
    const next = value[at + 1];
    if (char === '\\' && (next === '*' || next === '?' || next === '\\')) {
      part += next;
      at++;
    } else if (char === '*') {
      parts.push(part);
      part = '';
    } else if (char === '?')
      fail('"?" stands for one character in Sigma, which is not supported here: write \\? or use "re".');
    else part += char;
  }
  return [...parts, part].map((text) => text.toLowerCase());
}

function fitsParts(text: string, parts: readonly string[]): boolean {
  const first = parts[0]!;
  const last = parts.at(-1)!;
  if (parts.length === 1) return text === first;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > text.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}

function patternTest(pattern: string, fail: Fail): (text: string) => boolean {
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(pattern);
  } catch (error) {
    return fail(`The pattern cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
  if (compiled.programSize() > MAX_PROGRAM) fail('The pattern is too large.');
  return (text) => compiled.matcher(text).find();
}

function networkTest(network: string, fail: Fail): (text: string) => boolean {
  const [address = '', bits = ''] = network.split('/');
  const family = isIP(address);
  const prefix = Number(bits);
  if (family === 0 || !/^\d{1,3}$/.test(bits) || prefix > (family === 4 ? 32 : 128)) {
    fail(`"${network}" is not a network such as 198.51.100.0/24.`);
  }
  const list = new BlockList();
  list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
  return (text) => {
    const kind = isIP(text);
    return kind !== 0 && list.check(text, kind === 4 ? 'ipv4' : 'ipv6');
  };
}
