import { meaningOf, type TemplateMeaning } from '../templates/intent/template-meaning.ts';

/** System prompt and first user message of rows; those that cannot be read are missing. */
export type ReadPrompts = (rows: Iterable<number>) => Promise<Map<number, string>>;

/** Rows that show each template. */
export type ExemplarRows = ReadonlyMap<number, readonly number[]>;

/** What templates say, by rows that show them; those of which no prompt can be read back are missing. */
export type ReadTexts = (exemplars: ExemplarRows) => Promise<Map<number, TemplateMeaning>>;

/** Reads what templates say on this thread, from prompts that are read back, or kept, in some way. */
export function textsOf(readPrompts: ReadPrompts): ReadTexts {
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
