import { INTENTS } from '../../engine/templates/intent/intent-kinds.ts';

/** What a prompt asks for, in words; an intent that this version does not know keeps its name. */
export const intentTitle = (intent: string): string => INTENTS.find(({ id }) => id === intent)?.title ?? intent;
