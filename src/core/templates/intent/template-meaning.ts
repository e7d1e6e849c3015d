/** What a template says and what it asks for. */
import { classifyIntent, type IntentResult } from './intent.ts';
import type { TemplatePart } from './template-part.ts';
import { templateParts, textWithMarks } from './template-text.ts';

export interface TemplateMeaning {
  parts: TemplatePart[];
  intent: IntentResult;
}

/** From a few of its prompts; undefined when there are none. */
export function meaningOf(prompts: readonly string[]): TemplateMeaning | undefined {
  if (prompts.length === 0) return undefined;
  const parts = templateParts(prompts);
  return { parts, intent: classifyIntent(textWithMarks(parts)) };
}
