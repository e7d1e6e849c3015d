import type { PackedIntentModel } from './intent-model.ts';

export const INTENT_WEIGHTS: PackedIntentModel = {
  corpus: '',
  temperature: 1,
  bias: [],
  steps: [],
  idfStep: 0,
  idfUnseen: 1,
  buckets: '',
  idf: '',
  weights: '',
};
