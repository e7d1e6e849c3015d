import { readPart, visitFeatures } from './intent-features.ts';
import { INTENTS } from './intent-kinds.ts';
import type { Intent, IntentResult, IntentScore } from './intent-kinds.ts';
import { unpackModel } from './intent-model.ts';
import type { IntentModel } from './intent-model.ts';
import { strongestSpans } from './intent-spans.ts';
import { vectorOf } from './intent-vector.ts';
import type { FeatureVector } from './intent-vector.ts';
import { INTENT_WEIGHTS } from './intent-weights.ts';

export { INTENTS } from './intent-kinds.ts';
export type { Intent, IntentResult, IntentScore } from './intent-kinds.ts';
export { SLOT_MARK } from './intent-tokens.ts';

const SHOWN = 3;

let loaded: IntentModel | undefined;

/**
 * What a prompt template asks for, from its fixed text. Slots may be left out, marked with `SLOT_MARK` or written in
 * any common notation ({x}, {{x}}, ${x}, [X]). A system prompt and a user part are passed joined by a line break.
 * Deterministic; about a millisecond for a long prompt; the model is unpacked at the first call.
 */
export function classifyIntent(text: string): IntentResult {
  loaded ??= unpackModel(INTENT_WEIGHTS);
  return judge(loaded, text);
}

/** `classifyIntent` with a given model. */
export function judge(model: IntentModel, text: string): IntentResult {
  const part = readPart(text);
  const vector = vectorOf(part, model.idfOf);
  const probabilities = probabilitiesOf(model, vector);
  const ranked = INTENTS.map(({ id }, index) => ({ id, index, probability: probabilities[index] ?? 0 })).sort(
    (a, b) => b.probability - a.probability || a.index - b.index,
  );
  const spans = spansOf(
    model,
    part,
    vector,
    ranked.slice(0, SHOWN).map(({ index }) => index),
  );
  const intents = ranked
    .slice(0, SHOWN)
    .map(({ id, probability }, rank): IntentScore => ({ intent: id, probability, spans: spans[rank] ?? [] }));
  const harvest = INTENTS.reduce((sum, intent, index) => sum + (intent.harvest ? (probabilities[index] ?? 0) : 0), 0);
  return { intents, harvest: Math.min(1, harvest), top: intents[0]?.intent ?? unknownIntent };
}

const unknownIntent: Intent = 'other';

/** Probability of each intent, in the order of INTENTS. */
export function probabilitiesOf(model: IntentModel, vector: FeatureVector): Float64Array {
  const classes = INTENTS.length;
  const sums = new Float64Array(classes);
  vector.buckets.forEach((bucket, index) => {
    const row = model.rows.get(bucket);
    if (row === undefined) return;
    const value = vector.values[index] ?? 0;
    for (let c = 0; c < classes; c++) sums[c] = (sums[c] ?? 0) + value * (model.weights[row * classes + c] ?? 0);
  });
  return softmax(sums.map((sum, c) => ((model.bias[c] ?? 0) + sum * (model.steps[c] ?? 0)) / model.temperature));
}

function softmax(logits: Float64Array): Float64Array {
  const top = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  const odds = logits.map((logit) => Math.exp(logit - top));
  const total = odds.reduce((a, b) => a + b, 0);
  return odds.map((odd) => odd / total);
}

/** The pieces of the text that speak most for each of the given intents, against the mean of all intents. */
function spansOf(model: IntentModel, text: string, vector: FeatureVector, wanted: readonly number[]): string[][] {
  const classes = INTENTS.length;
  const shares = new Map<number, number[]>();
  vector.buckets.forEach((bucket, index) => {
    const row = model.rows.get(bucket);
    if (row === undefined) return;
    const of = (c: number) => (model.weights[row * classes + c] ?? 0) * (model.steps[c] ?? 0);
    let mean = 0;
    for (let c = 0; c < classes; c++) mean += of(c) / classes;
    const share = (vector.values[index] ?? 0) / (vector.counts[index] ?? 1);
    shares.set(
      bucket,
      wanted.map((c) => (of(c) - mean) * share),
    );
  });
  const strengths: number[][] = wanted.map(() => []);
  const tokens = visitFeatures(text, (bucket, _block, first, last) => {
    const share = shares.get(bucket);
    if (share === undefined || first < 0) return;
    for (let rank = 0; rank < wanted.length; rank++) {
      const strength = strengths[rank];
      if (strength === undefined) continue;
      const each = (share[rank] ?? 0) / (last - first + 1);
      for (let at = first; at <= last; at++) strength[at] = (strength[at] ?? 0) + each;
    }
  });
  return strengths.map((strength) => strongestSpans(text, tokens, strength));
}
