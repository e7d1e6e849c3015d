/**
 * A mapping profile says where a log that fits no format keeps each field. It is plain data that a person can write and
 * that can cross threads.
 */
import type { DetailedRule, FieldRule } from './mapping-schema.ts';

export type { DetailedRule, FieldRule, MappedField, MappingProfile, Role, TimeUnit } from './mapping-schema.ts';

/** A rule in its full form. */
export function detailsOf(rule: FieldRule): DetailedRule & { paths: readonly string[] } {
  const details: DetailedRule = typeof rule === 'object' && 'path' in rule ? rule : { path: rule };
  return { ...details, paths: typeof details.path === 'string' ? [details.path] : details.path };
}
