/**
 * How likely a prompt is one that a pipeline collects training data with, learnt from prompts of public repositories. Not in use: weights fitted
 * together with it are no better (docs/detection/results.md), and under those in use it has innocent groups called.
 */
import { logOdds, probabilityOf } from '../../../src/math/log-odds.ts';
import { HARVEST_WEIGHTS } from './harvest-weights.ts';
import { type IntentModel, unpackModel } from '../../../src/engine/templates/intent/intent-model.ts';
import type { Token } from '../../../src/engine/templates/intent/intent-tokens.ts';
import { type FeatureVector, vectorOf } from '../../../src/engine/templates/intent/intent-vector.ts';

/** From so many words on the model alone decides, up to so many the kinds alone do: it was fitted to prompts of at least fifteen words. */
const [KINDS_ALONE, MODEL_ALONE] = [5, 15];
/** Signs of Han and kana that say as much as a word. */
const SIGNS_A_WORD = 2.5;
/** Log odds above zero are stretched by this: applications that were never fitted to then have the upper quantiles that their kinds give them. */
const STRETCH = 1.5;
/** Kinds are not taken for more certain than this. */
const CERTAIN = 0.001;

let loaded: IntentModel | undefined;

/** @param kinds how likely it is by the kinds of what it asks for, all that harvest together */
export function likelyHarvest({ text, tokens }: FeatureVector, kinds: number): number {
  const trust = Math.min(1, Math.max(0, (wordsOf(tokens) - KINDS_ALONE) / (MODEL_ALONE - KINDS_ALONE)));
  if (trust === 0) return kinds;
  loaded ??= unpackModel(HARVEST_WEIGHTS);
  const before = logOdds(Math.min(1 - CERTAIN, Math.max(CERTAIN, kinds)));
  const odds = harvestLogOdds(loaded, text);
  return probabilityOf(trust * (odds > 0 ? odds * STRETCH : odds) + (1 - trust) * before);
}

/** Log odds of a model with one class. */
export function harvestLogOdds(model: IntentModel, text: string): number {
  const { buckets, values } = vectorOf(text, model.idf);
  let sum = 0;
  for (let at = 0; at < buckets.length; at++) {
    const row = model.rows[buckets[at]!]!;
    if (row >= 0) sum += values[at]! * model.weights[row]!;
  }
  return (model.bias[0]! + sum * model.steps[0]!) / model.temperature;
}

function wordsOf(tokens: readonly Token[]): number {
  return tokens.reduce((sum, { kind }) => sum + (kind === 'word' ? 1 : kind === 'sign' ? 1 / SIGNS_A_WORD : 0), 0);
}
