import * as v from 'valibot';
import { Count } from '../../../schema/shapes.ts';

/** Fixed text, or a slot with examples of what filled it. */
export const TemplatePart = v.union([
  v.object({ text: v.string() }),
  v.object({
    /** Slots are numbered from 1. */
    slot: Count,
    examples: v.pipe(v.array(v.string()), v.maxLength(3)),
  }),
]);
export type TemplatePart = v.InferOutput<typeof TemplatePart>;
