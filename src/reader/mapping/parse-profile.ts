import * as v from 'valibot';
import { problemOf } from '../../schema/written.ts';
import { isObject } from '../../schema/is-object.ts';
import { InputError } from '../bytes/files/input-error.ts';
import { MappingProfile, MAX_PROFILES } from './mapping-schema.ts';

/** An invalid mapping, in a sentence that says where. */
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

/** The profile without what only people and editors need. */
function parseProfile(value: unknown, where: string): MappingProfile {
  const result = v.safeParse(MappingProfile, value, { abortEarly: true });
  if (!result.success) throw new MappingError(sentence(value, where, problemOf(result.issues[0])));
  const { $schema: _editor, confidence: _people, ...profile } = result.output;
  return profile;
}

function sentence(value: unknown, where: string, problem: ReturnType<typeof problemOf>): string {
  const name = isObject(value) ? value['name'] : undefined;
  const [part, field] = problem.path;
  const called = typeof name === 'string' && part !== 'name' ? `${where} "${name}"` : where;
  return `${called}${part === 'fields' && field !== undefined ? `, field "${field}"` : ''}: ${problem.sentence}`;
}
