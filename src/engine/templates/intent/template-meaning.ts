/** What a template says and what it asks for. */
import { partReadBack } from '../../table/turns/open-turn.ts';
import { undisguised } from '../../table/text-kernel.ts';
import { promptWords, type PromptWords } from '../words/prompt-words.ts';
import { classifyIntent, type IntentResult } from './intent.ts';
import type { TemplatePart } from './template-part.ts';
import { templateParts, textWithMarks } from './template-text.ts';

export interface TemplateMeaning {
  parts: TemplatePart[];
  intent: IntentResult;
  /** What the prompts to compare say beyond the template, in their order; undefined where one could not be read. */
  words: (PromptWords | undefined)[];
}

/**
 * From a few of its prompts; undefined when none of them could be read.
 * @param compared prompts to compare with each other
 * @param isOpen whether the template is one of open turns
 */
export function meaningOf(
  shown: readonly (string | undefined)[],
  compared: readonly (string | undefined)[] = [],
  isOpen = false,
): TemplateMeaning | undefined {
  const read = (text: string): string => undisguised(partReadBack(text, isOpen));
  const prompts = shown.filter((prompt) => prompt !== undefined).map(read);
  if (prompts.length === 0) return undefined;
  const parts = templateParts(prompts);
  return {
    parts,
    intent: classifyIntent(textWithMarks(parts)),
    words: promptWords(compared.map((prompt) => prompt && read(prompt))),
  };
}
