import { meaningOf, type TemplateMeaning } from '../templates/intent/template-meaning.ts';

/** System prompt and first user message of rows; those that cannot be read are missing. */
export type ReadPrompts = (rows: Iterable<number>) => Promise<Map<number, string>>;

/** Rows of a template whose prompts are read. */
export interface TemplateSample {
  /** Those that show what it says. */
  shown: readonly number[];
  /** Those whose words are compared with each other. */
  compared: readonly number[];
  /** Whether the template is one of open turns. */
  isOpen: boolean;
  /** Hashes of its fixed clauses. */
  fixed: Float64Array;
}

/** By template. */
export type SampleRows = ReadonlyMap<number, TemplateSample>;

/** All rows of samples. */
export const rowsOfSamples = (samples: SampleRows): number[] =>
  [...samples.values()].flatMap(({ shown, compared }) => [...shown, ...compared]);

/** What templates say, by rows that show them; those of which no prompt can be read back are missing. */
export type ReadMeanings = (samples: SampleRows) => Promise<Map<number, TemplateMeaning>>;

/** Reads what templates say on this thread, from prompts that are read back, or kept, in some way. */
export function meaningsFrom(readPrompts: ReadPrompts): ReadMeanings {
  return async (samples) => {
    const prompts = await readPrompts(rowsOfSamples(samples));
    const meanings = new Map<number, TemplateMeaning>();
    const textOf = (row: number): string | undefined => prompts.get(row);
    for (const [template, { shown, compared, isOpen, fixed }] of samples) {
      const meaning = meaningOf(shown.map(textOf), compared.map(textOf), isOpen, fixed);
      if (meaning) meanings.set(template, meaning);
    }
    return meanings;
  };
}
