import { INTENTS } from '../../engine/templates/intent/intent-kinds.ts';

/** What a prompt asks for, in words; an intent that this version does not know keeps its name. */
export const intentTitle = (intent: string): string => INTENTS.find(({ id }) => id === intent)?.title ?? intent;

/**
 * `graded or compared answers, data analysis and something else`: the first of what is asked for, each once, as part of a sentence.
 * "Something else" says the least, so it comes last; alone there is nothing that it is different from.
 */
export function kindsInWords(intents: readonly string[], most: number): string {
  const known = new Set(intents.filter((intent) => intent !== 'other'));
  if (known.size === 0) return intents.length === 0 ? '' : 'no known kind of work';
  const ordered = known.size === new Set(intents).size ? [...known] : [...known, 'other'];
  const titles = ordered.slice(0, most).map((intent) => intentTitle(intent).toLowerCase());
  return [titles.slice(0, -1).join(', '), titles.at(-1)].filter(Boolean).join(' and ');
}

interface Reading {
  intent: string;
  probability: number;
}

/** Below that a reading is one of several, and no fact about the prompt. */
const LIKELY = 0.5;

/** Kinds of work that are named. */
const NAMED = 3;

/**
 * `Asks for reasoning traces and grading`: what templates ask for, or undefined where nothing was read.
 * @param first what most requests ask for
 */
export function askedFor(
  ids: readonly string[],
  templates: readonly { id: string; intents: readonly Reading[] }[],
  first: readonly string[] = [],
): string | undefined {
  const { asked, isLikely } = readingOf(ids, templates);
  const kinds = kindsInWords([...first.filter((intent) => asked.has(intent)), ...asked], NAMED);
  return kinds === '' ? undefined : `${isLikely ? 'Asks' : 'May ask'} for ${kinds}`;
}

/** Intents that these templates have and are not likely to have, but for what was not read: they are no more than a possibility. */
export function doubtfulOf(
  ids: readonly string[],
  templates: readonly { id: string; intents: readonly Reading[] }[],
): ReadonlySet<string> {
  const { asked, isLikely } = readingOf(ids, templates);
  const own = new Set(ids);
  const firsts = templates.flatMap(({ id, intents: [first] }) =>
    own.has(id) && first !== undefined ? [first.intent] : [],
  );
  return new Set(firsts.filter((intent) => !isLikely || !asked.has(intent)));
}

function readingOf(
  ids: readonly string[],
  templates: readonly { id: string; intents: readonly Reading[] }[],
): ReturnType<typeof likeliest> {
  const known = new Map(templates.map((template) => [template.id, template]));
  return likeliest(ids.flatMap((id) => known.get(id)?.intents[0] ?? []));
}

/** What prompts ask for: readings that are likelier than not, or else the first of each, as what they may ask for. */
export function likeliest(readings: readonly Reading[]): { asked: ReadonlySet<string>; isLikely: boolean } {
  const likely = readings.filter(({ probability }) => probability >= LIKELY);
  const isLikely = likely.length > 0;
  return { asked: new Set((isLikely ? likely : readings).map(({ intent }) => intent)), isLikely };
}
