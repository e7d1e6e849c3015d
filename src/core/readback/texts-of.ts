import type { DetectOptions } from '../pipeline/detect.ts';
import { meaningOf, type TemplateMeaning } from '../templates/intent/template-meaning.ts';

/** System prompt and first user message of rows; those that cannot be read are missing. */
export type ReadPrompts = (rows: Iterable<number>) => Promise<Map<number, string>>;

/** Reads what templates say on this thread, from prompts that are read back, or kept, in some way. */
export function textsOf(readPrompts: ReadPrompts): DetectOptions['readTexts'] {
  return async (exemplars) => {
    const prompts = await readPrompts([...exemplars.values()].flat());
    const texts = new Map<number, TemplateMeaning>();
    for (const [template, rows] of exemplars) {
      const meaning = meaningOf(rows.flatMap((row) => prompts.get(row) ?? []));
      if (meaning) texts.set(template, meaning);
    }
    return texts;
  };
}
