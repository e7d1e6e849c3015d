import { INTENTS } from '../../engine/templates/intent/intent-kinds.ts';

/** What a prompt asks for, in words; an intent that this version does not know keeps its name. */
export const intentTitle = (intent: string): string => INTENTS.find(({ id }) => id === intent)?.title ?? intent;

/** What is asked for, each once, in the order given: `Something else` says the least, so it comes last. */
export function intentTitles(intents: readonly string[]): string[] {
  const different = [...new Set(intents)];
  return [...different.filter((intent) => intent !== 'other'), ...different.filter((intent) => intent === 'other')].map(
    intentTitle,
  );
}
