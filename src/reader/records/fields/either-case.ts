import type { JsonObject } from './json.ts';

/** A field by its name in snake case, or else by the same name in camel case. */
export function fieldInEitherCase(value: JsonObject, name: string): unknown {
  return value[name] ?? value[camelCase(name)];
}

/** Names that formats ask for: few, and asked for with every value of every log. */
const known = new Map<string, string>();

function camelCase(name: string): string {
  let camel = known.get(name);
  if (camel === undefined) {
    camel = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    known.set(name, camel);
  }
  return camel;
}

/** The same names, each followed by its spelling in camel case. */
export const inEitherCase = (names: readonly string[]): readonly string[] => [
  ...new Set(names.flatMap((name) => [name, camelCase(name)])),
];
