/** The list of formats for people: their names, and the fields each provides. */
import { type FormatFacts, factsOf } from './format-facts.ts';
import { FORMATS } from './formats.ts';
import { INFERRED_CALLS } from './general/inferred-call.ts';
import { TEXT_FORMATS } from './text-formats.ts';

/** A format as it is listed: by `prompt-audit formats`, in `docs/formats.md` and on inspection. */
export interface ListedFormat extends FormatFacts {
  name: string;
}

/** Every format that is read, in the order in which formats are tried. Forms that share a name are one. */
export function listFormats(): ListedFormat[] {
  const listed = new Map<string, ListedFormat>();
  for (const { name, facts } of [...FORMATS, ...TEXT_FORMATS, INFERRED_CALLS]) {
    if (!listed.has(name)) listed.set(name, { name, ...factsOf(facts) });
  }
  return [...listed.values()];
}

/** What a format is called, by its name in reports. */
export function formatTitle(name: string): string {
  if (name.startsWith('mapping:')) return 'Read by a mapping';
  return listFormats().find((format) => format.name === name)?.title ?? name;
}
