import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { PackedIntentModel } from '../../src/engine/templates/intent/intent-model.ts';
import { readCorpus } from './corpus.ts';
import { crossValidate, fitTemperature, tempered } from './cross-validation.ts';
import { figuresOf } from './figures.ts';
import { trainKinds } from './trainer.ts';
import { variantsOf } from './variants.ts';

const WEIGHTS_FILE = join(__dirname, '../../src/engine/templates/intent/intent-weights.ts');

async function main(): Promise<void> {
  const corpus = readCorpus();
  const examples = corpus.texts.map((item) => ({ item, variants: variantsOf(corpus, item) }));
  const predictions = crossValidate(examples);
  const temperature = fitTemperature(predictions);
  console.log(figuresOf(predictions.map((prediction) => tempered(prediction, temperature))));
  if (process.argv.includes('--dry-run')) return;
  const model = { ...trainKinds(examples, corpus.hash), temperature };
  const style = { ...(await resolveConfig(WEIGHTS_FILE)), filepath: WEIGHTS_FILE };
  writeFileSync(WEIGHTS_FILE, await format(moduleOf(model), style));
  console.log(`\nWrote ${WEIGHTS_FILE}, temperature ${temperature}.`);
}

/** The model as a module. */
function moduleOf(model: PackedIntentModel): string {
  return `import type { PackedIntentModel } from './intent-model.ts';

/** Made by lab/intent-training/train-intent.mjs from test/intent-corpus; do not edit. */
export const INTENT_WEIGHTS: PackedIntentModel = ${JSON.stringify(model)};
`;
}

void main();
