/** Schemas for files that people write: objects that reject unknown fields, and sentences that say what is wrong. */
import * as v from 'valibot';

/**
 * An object of these fields and no others.
 * @param says what is wrong when it is not an object
 * @param unknown what is wrong with a field that is not among them
 */
export function written<const E extends v.ObjectEntries>(
  entries: E,
  says: string,
  unknown = (name: string): string => `"${name}" means nothing here.`,
) {
  const schema = v.strictObject(entries, ({ path, expected }) => {
    const name = path?.at(-1)?.key;
    if (typeof name !== 'string') return says;
    return expected === 'never' ? unknown(name) : saidOf(entries[name]);
  });
  return { ...withoutLists(schema), says };
}

/** For the library a list is an object too; for a person, and for JSON Schema, it is not. */
export function withoutLists<S extends v.GenericSchema>(schema: S): S {
  return {
    ...schema,
    '~run': (dataset, config) => schema['~run'](Array.isArray(dataset.value) ? { value: undefined } : dataset, config),
  };
}

/** What a field says of a wrong value, it says of a missing one. */
function saidOf(entry: object = {}): string {
  const said = 'says' in entry ? entry.says : 'message' in entry ? entry.message : undefined;
  return typeof said === 'string' ? said : 'is missing.';
}

/** What is wrong with a value, and where. */
export interface Problem {
  path: (string | number)[];
  /** A message that begins in lower case gets the name of the field before it: `"note" says why`. */
  sentence: string;
}

/** If a value fits none of several shapes, the one that it matches furthest is what the person meant. */
export function problemOf(issue: v.BaseIssue<unknown>): Problem {
  const path = pathOf(issue);
  const deeper = (issue.issues ?? []).map(problemOf).filter((problem) => problem.path.length > 0);
  deeper.sort((a, b) => b.path.length - a.path.length);
  const [meant] = deeper;
  if (meant !== undefined) return { ...meant, path: [...path, ...meant.path] };
  const name = path.findLast((key) => typeof key === 'string');
  const { message } = issue;
  return { path, sentence: name !== undefined && /^[a-z]/.test(message) ? `"${name}" ${message}` : message };
}

function pathOf({ path }: v.BaseIssue<unknown>): (string | number)[] {
  return path?.map(({ key }) => (typeof key === 'number' ? key : String(key))) ?? [];
}
