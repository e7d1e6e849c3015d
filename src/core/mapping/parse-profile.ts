import { InputError } from '../bytes/files/input-error.ts';
import { isObject, type JsonObject } from '../records/fields/json.ts';
import {
  type DetailedRule,
  type FieldRule,
  MAPPED_FIELDS,
  type MappedField,
  type MappingProfile,
  MAX_PATH,
  MAX_PROFILES,
  type Role,
  ROLES,
  TIME_UNITS,
} from './mapping-profile.ts';

/** A mapping that makes no sense, in a sentence that says where. */
export class MappingError extends InputError {
  override name = 'MappingError';
}

/**
 * Checks profiles that a person has written: one, or a list.
 * @throws MappingError naming the first thing that is wrong
 */
export function parseProfiles(value: unknown): MappingProfile[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length > MAX_PROFILES) throw new MappingError(`There are more than ${MAX_PROFILES} mappings.`);
  return list.map((item, index) => parseProfile(item, list.length === 1 ? 'The mapping' : `Mapping ${index + 1}`));
}

const KNOWN = ['$schema', 'name', 'when', 'records', 'override', 'fields', 'confidence'];

function parseProfile(value: unknown, where: string): MappingProfile {
  if (!isObject(value)) throw new MappingError(`${where} is not an object.`);
  const stranger = Object.keys(value).find((key) => !KNOWN.includes(key));
  if (stranger !== undefined) throw new MappingError(`${where} has a part "${stranger}" that means nothing.`);
  const { name, when, records, override, fields } = value;
  if (typeof name !== 'string' || !NAME.test(name)) {
    throw new MappingError(`${where} needs a "name" of letters, digits, dots and dashes.`);
  }
  const called = `The mapping "${name}"`;
  if (!isObject(fields)) throw new MappingError(`${called} has no "fields".`);
  const rules = parseRules(fields, called);
  if (rules.prompt === undefined && rules.answer === undefined) {
    throw new MappingError(`${called} names neither a prompt nor an answer: nothing could be judged.`);
  }
  if (when !== undefined && !isPaths(when)) throw new MappingError(`${called}: "when" takes a list of paths.`);
  if (records !== undefined && !isPath(records)) throw new MappingError(`${called}: "records" takes a path.`);
  if (override !== undefined && typeof override !== 'boolean') {
    throw new MappingError(`${called}: "override" is true or false.`);
  }
  return {
    name,
    fields: rules,
    ...(when !== undefined && { when }),
    ...(records !== undefined && { records }),
    ...(override !== undefined && { override }),
  };
}

const NAME = /^[\w.-]{1,60}$/;

function parseRules(fields: JsonObject, called: string): Partial<Record<MappedField, FieldRule>> {
  const rules: Partial<Record<MappedField, FieldRule>> = {};
  for (const [name, rule] of Object.entries(fields)) {
    const field = MAPPED_FIELDS.find((known) => known === name);
    if (field === undefined) {
      throw new MappingError(`${called}: there is no field "${name}". Fields: ${MAPPED_FIELDS.join(', ')}.`);
    }
    rules[field] = parseRule(rule, `${called}, field "${name}"`);
  }
  return rules;
}

function parseRule(rule: unknown, where: string): FieldRule {
  if (isPath(rule) || isPaths(rule)) return rule;
  if (!isObject(rule)) throw new MappingError(`${where}: give a path, a list of paths, or an object with "path".`);
  const { path, unit, role, text, roles, ...strange } = rule;
  const [stranger] = Object.keys(strange);
  if (stranger !== undefined) throw new MappingError(`${where}: "${stranger}" means nothing here.`);
  if (!isPath(path) && !isPaths(path)) throw new MappingError(`${where}: "path" is missing or no path.`);
  const details: DetailedRule = { path };
  if (unit !== undefined) {
    const known = TIME_UNITS.find((candidate) => candidate === unit);
    if (known === undefined) throw new MappingError(`${where}: "unit" is one of ${TIME_UNITS.join(', ')}.`);
    details.unit = known;
  }
  if (role !== undefined) details.role = parsePath(role, `${where}: "role"`);
  if (text !== undefined) details.text = parsePath(text, `${where}: "text"`);
  if (roles !== undefined) details.roles = parseRoles(roles, where);
  return details;
}

function parsePath(value: unknown, where: string): string {
  if (isPath(value)) return value;
  throw new MappingError(`${where} takes the name of a field.`);
}

function parseRoles(value: unknown, where: string): Record<string, Role> {
  if (!isObject(value)) throw new MappingError(`${where}: "roles" takes an object.`);
  return Object.fromEntries(
    Object.entries(value).map(([name, role]) => {
      const known = ROLES.find((candidate) => candidate === role);
      if (known === undefined) throw new MappingError(`${where}: role "${name}" is one of ${ROLES.join(', ')}.`);
      return [name, known];
    }),
  );
}

function isPath(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_PATH;
}

function isPaths(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.length <= MAX_PROFILES && value.every(isPath);
}
