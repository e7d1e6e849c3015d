import { meaningOf, type TemplateMeaning } from '../templates/intent/template-meaning.ts';

/** System prompt and first user message of rows; those that cannot be read are missing. */
export type ReadPrompts = (rows: Iterable<number>) => Promise<Map<number, string>>;

/** Rows that show each template. */
export type SampleRows = ReadonlyMap<number, readonly number[]>;

/** What templates say, by rows that show them; those of which no prompt can be read back are missing. */
export type ReadMeanings = (samples: SampleRows) => Promise<Map<number, TemplateMeaning>>;

/** Reads what templates say on this thread, from prompts that are read back, or kept, in some way. */
export function meaningsFrom(readPrompts: ReadPrompts): ReadMeanings {
  return async (samples) => {
    const prompts = await readPrompts([...samples.values()].flat());
    const meanings = new Map<number, TemplateMeaning>();
    for (const [template, rows] of samples) {
      const meaning = meaningOf(rows.flatMap((row) => prompts.get(row) ?? []));
      if (meaning) meanings.set(template, meaning);
    }
    return meanings;
  };
}
