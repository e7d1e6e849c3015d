import * as v from 'valibot';

/** From the most to the least serious. */
export const VERDICTS = ['distillation', 'relay', 'automation', 'none'] as const;

/** From the most to the least serious. */
export const Verdict = v.picklist(VERDICTS);
export type Verdict = v.InferOutput<typeof Verdict>;
