/**
 * What templates are called in lists and sentences: by what tells each from the others. Templates of one family begin alike, so
 * a name leaves out the opening that another one shares.
 */
import { sharedOpenings } from './shared-openings.ts';
import { startOf } from './visible.ts';

/** As much of a template as its name needs. */
export interface NamedTemplate {
  id: string;
  parts: readonly ({ text: string } | { slot: number })[];
}

/** More of a text is not a name. */
const LONGEST = 600;

const openings = new WeakMap<readonly NamedTemplate[], ReadonlyMap<string, number>>();
const names = new WeakMap<readonly NamedTemplate[], ReadonlyMap<string, string>>();

/** How many characters of its first text a template has in common with another one of the list. */
export function templateOpenings(templates: readonly NamedTemplate[]): ReadonlyMap<string, number> {
  let known = openings.get(templates);
  if (known === undefined) {
    const starts = templates.map(({ parts: [first] }) => (first !== undefined && 'text' in first ? first.text : ''));
    const shared = sharedOpenings(starts);
    openings.set(templates, (known = new Map(templates.map(({ id }, at) => [id, shared[at]!]))));
  }
  return known;
}

/**
 * The names of all templates of a list by id: one line each, slots as `{…}`, `… ` where a shared opening is left out. Empty
 * where prompts were kept out.
 */
export function templateNames(templates: readonly NamedTemplate[]): ReadonlyMap<string, string> {
  let known = names.get(templates);
  if (known === undefined) {
    const shared = templateOpenings(templates);
    known = new Map(templates.map((template) => [template.id, nameOf(template, shared.get(template.id)!)]));
    names.set(templates, known);
  }
  return known;
}

function nameOf({ parts }: NamedTemplate, opening: number): string {
  let text = '';
  for (const [at, part] of parts.entries()) {
    text += 'text' in part ? part.text.slice(at === 0 ? opening : 0) : ' {…} ';
    if (text.length > 4 * LONGEST) break;
  }
  const line = startOf(text.replace(/\s+/g, ' ').trim(), LONGEST);
  return opening > 0 ? `… ${line}` : line;
}
