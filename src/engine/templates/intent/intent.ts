import { INTENTS, type IntentResult } from './intent-kinds.ts';
import { unpackModel, type IntentModel } from './intent-model.ts';
import { strongestSpans } from './intent-spans.ts';
import { vectorOf, type FeatureVector } from './intent-vector.ts';
import { statedUse } from './stated-use.ts';
import { INTENT_WEIGHTS } from './intent-weights.ts';

export { INTENTS } from './intent-kinds.ts';
export type { IntentResult } from './intent-kinds.ts';
export { SLOT_MARK } from './intent-tokens.ts';

const SHOWN = 3;

let loaded: IntentModel | undefined;

/** Probability that a prompt which says so is to train a model: all 17 of the corpus that do are (rule of succession). */
const STATED = 0.95;

/**
 * What a prompt template asks for, from its fixed text. A use that is openly stated counts, whatever the task. Slots may be left out, marked with `SLOT_MARK` or written in
 * any common notation ({x}, {{x}}, ${x}, [X]). A system prompt and a user part are passed joined by a line break.
 * Deterministic; about a millisecond for a usual prompt; the model is unpacked at the first call.
 */
export function classifyIntent(text: string): IntentResult {
  loaded ??= unpackModel(INTENT_WEIGHTS);
  const result = judgeIntents(loaded, text);
  if (statedUse(text) === undefined) return result;
  return { ...result, harvest: Math.max(result.harvest, STATED), isStated: true };
}

/** `classifyIntent` with a given model. */
function judgeIntents(model: IntentModel, text: string): IntentResult {
  const vector = vectorOf(text, model.idf);
  const probabilities = probabilitiesOf(model, vector);
  const ranked = INTENTS.map(({ id }, index) => ({ id, index, probability: probabilities[index] ?? 0 })).sort(
    (a, b) => b.probability - a.probability || a.index - b.index,
  );
  const shown = ranked.slice(0, SHOWN);
  const strengths = strengthsOf(
    model,
    vector,
    shown.map(({ index }) => index),
  );
  const intents = shown.map(({ id, probability }, rank) => ({
    intent: id,
    probability,
    spans: strongestSpans(vector.text, vector.tokens, strengths[rank] ?? []),
  }));
  const harvest = INTENTS.reduce((sum, intent, index) => sum + (intent.harvest ? (probabilities[index] ?? 0) : 0), 0);
  return { intents, harvest: Math.min(1, harvest), top: ranked[0]?.id ?? 'other' };
}

/** Probability of each intent, in the order of INTENTS. */
export function probabilitiesOf(model: IntentModel, vector: FeatureVector): Float64Array {
  const classes = INTENTS.length;
  const sums = new Float64Array(classes);
  const { rows, weights } = model;
  const { buckets, values } = vector;
  for (let at = 0; at < buckets.length; at++) {
    const row = rows[buckets[at]!]!;
    if (row < 0) continue;
    const value = values[at]!;
    for (let c = 0; c < classes; c++) sums[c]! += value * weights[row * classes + c]!;
  }
  return softmax(sums.map((sum, c) => ((model.bias[c] ?? 0) + sum * (model.steps[c] ?? 0)) / model.temperature));
}

function softmax(logits: Float64Array): Float64Array {
  const top = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  const odds = logits.map((logit) => Math.exp(logit - top));
  const total = odds.reduce((a, b) => a + b, 0);
  return odds.map((odd) => odd / total);
}

/** How much each token speaks for each of the wanted intents, against the mean of all intents. */
function strengthsOf(model: IntentModel, vector: FeatureVector, wanted: readonly number[]): Float64Array[] {
  const classes = INTENTS.length;
  const shares = wanted.map(() => new Float64Array(vector.buckets.length));
  const { rows, weights, steps } = model;
  const { buckets, values, counts } = vector;
  for (let at = 0; at < buckets.length; at++) {
    const row = rows[buckets[at]!]!;
    if (row < 0) continue;
    const first = row * classes;
    let mean = 0;
    for (let c = 0; c < classes; c++) mean += (weights[first + c]! * steps[c]!) / classes;
    const each = values[at]! / counts[at]!;
    for (let rank = 0; rank < wanted.length; rank++) {
      const c = wanted[rank]!;
      shares[rank]![at] = (weights[first + c]! * steps[c]! - mean) * each;
    }
  }
  return shares.map((share) => spreadOverTokens(vector, share));
}

/** Deals what each feature contributes out to the tokens it covers, in equal parts. */
function spreadOverTokens({ places, tokens }: FeatureVector, share: Float64Array): Float64Array {
  const strength = new Float64Array(tokens.length);
  for (let place = 0; place < places.length; place += 3) {
    const first = places[place + 1]!;
    const last = places[place + 2]!;
    const each = share[places[place]!]! / (last - first + 1);
    if (first < 0 || each === 0) continue;
    for (let at = first; at <= last; at++) strength[at]! += each;
  }
  return strength;
}
