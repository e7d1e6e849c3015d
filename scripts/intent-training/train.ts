import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackedIntentModel } from '../../src/core/templates/intent-model.ts';
import { readCorpus } from './corpus.ts';
import { crossValidate, fitTemperature, tempered } from './cross-validation.ts';
import { figuresOf } from './figures.ts';
import { trainModel } from './trainer.ts';
import { variantsOf } from './variants.ts';

const WEIGHTS_FILE = join(import.meta.dirname, '../../src/core/templates/intent-weights.ts');

const corpus = readCorpus();
const examples = corpus.texts.map((item) => ({ item, variants: variantsOf(corpus, item) }));

const predictions = crossValidate(examples);
const temperature = fitTemperature(predictions);
console.log(figuresOf(predictions.map((prediction) => tempered(prediction, temperature))));

if (!process.argv.includes('--dry-run')) {
  const model = { ...trainModel(examples, corpus.hash), temperature };
  writeFileSync(WEIGHTS_FILE, moduleOf(model));
  console.log(`\nWrote ${WEIGHTS_FILE}, temperature ${temperature}.`);
}

/** The model as a module, in the project's code style. */
function moduleOf(model: PackedIntentModel): string {
  const list = (values: readonly number[]) => `[\n${values.map((value) => `    ${value},\n`).join('')}  ]`;
  return `import type { PackedIntentModel } from './intent-model.ts';

/** Made by scripts/train-intent.mjs from test/intent-corpus; do not edit. */
export const INTENT_WEIGHTS: PackedIntentModel = {
  corpus: '${model.corpus}',
  temperature: ${model.temperature},
  bias: ${list(model.bias)},
  steps: ${list(model.steps)},
  idfStep: ${model.idfStep},
  idfUnseen: ${model.idfUnseen},
  buckets:
    '${model.buckets}',
  idf: '${model.idf}',
  weights:
    '${model.weights}',
};
`;
}
