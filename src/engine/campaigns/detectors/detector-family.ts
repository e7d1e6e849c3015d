import * as v from 'valibot';

/** The kind of evidence a detector gives. */
export const DetectorFamily = v.picklist(['intent', 'dataset', 'automation', 'coordination', 'benign']);
export type DetectorFamily = v.InferOutput<typeof DetectorFamily>;
