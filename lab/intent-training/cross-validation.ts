import { INTENTS } from '../../src/engine/templates/intent/intent-kinds.ts';
import { unpackModel } from '../../src/engine/templates/intent/intent-model.ts';
import { probabilitiesOf } from '../../src/engine/templates/intent/intent.ts';
import { vectorOf } from '../../src/engine/templates/intent/intent-vector.ts';
import type { CorpusText } from './corpus.ts';
import { trainingRandom } from './random.ts';
import { trainKinds } from './trainer.ts';
import type { Example } from './trainer.ts';

const FOLDS = 5;

/** What a model said about a text it was not trained on. */
export interface Prediction {
  item: CorpusText;
  /** Probability of each intent, in the order of INTENTS, at temperature 1. */
  probabilities: Float64Array;
}

/**
 * Judges every text, and one of its variants, by a model trained without the text's group: all texts of the same
 * intent, language and style are held out together.
 */
export function crossValidate(examples: readonly Example[]): Prediction[] {
  const foldOf = foldsOf(examples);
  const predictions: Prediction[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = unpackModel(
      trainKinds(
        examples.filter(({ item }) => foldOf.get(item.group) !== fold),
        '',
      ),
    );
    for (const { item, variants } of examples) {
      if (foldOf.get(item.group) !== fold) continue;
      for (const text of variants.slice(0, 2)) {
        predictions.push({ item, probabilities: probabilitiesOf(model, vectorOf(text, model.idf)) });
      }
    }
  }
  return predictions;
}

/** Groups are dealt to folds in shuffled order, intent by intent, so that each fold has some of every intent. */
function foldsOf(examples: readonly Example[]): Map<string, number> {
  const foldOf = new Map<string, number>();
  const random = trainingRandom(7);
  for (const { id } of INTENTS) {
    const groups = [...new Set(examples.filter(({ item }) => item.intent === id).map(({ item }) => item.group))];
    random.shuffle(groups).forEach((group, at) => foldOf.set(group, at % FOLDS));
  }
  return foldOf;
}

/** The temperature with the least log loss over held-out texts, to 0.01. */
export function fitTemperature(predictions: readonly Prediction[]): number {
  let best = { temperature: 1, loss: Infinity };
  for (let hundredths = 10; hundredths <= 300; hundredths++) {
    const temperature = hundredths / 100;
    const loss = logLoss(predictions.map((prediction) => tempered(prediction, temperature)));
    if (loss < best.loss) best = { temperature, loss };
  }
  return best.temperature;
}

/** The prediction at another temperature. */
export function tempered({ item, probabilities }: Prediction, temperature: number): Prediction {
  const odds = probabilities.map((probability) => Math.exp(Math.log(Math.max(probability, 1e-300)) / temperature));
  const total = odds.reduce((a, b) => a + b, 0);
  return { item, probabilities: odds.map((odd) => odd / total) };
}

/** Mean negative log probability of the labels. */
export function logLoss(predictions: readonly Prediction[]): number {
  let loss = 0;
  for (const { item, probabilities } of predictions) {
    const own = Math.log(Math.max(probabilities[indexOf(item.intent)] ?? 0, 1e-300));
    const share = item.also?.share ?? 0;
    loss -= (1 - share) * own;
    if (item.also !== undefined)
      loss -= share * Math.log(Math.max(probabilities[indexOf(item.also.intent)] ?? 0, 1e-300));
  }
  return loss / predictions.length;
}

/** Place of an intent in INTENTS. */
export function indexOf(intent: string): number {
  return INTENTS.findIndex(({ id }) => id === intent);
}
