import { BUCKETS, visitFeatures } from '../../src/engine/templates/intent/intent-features.ts';
import { INTENTS } from '../../src/engine/templates/intent/intent-kinds.ts';
import { packGaps } from '../../src/engine/templates/intent/intent-model.ts';
import type { PackedIntentModel } from '../../src/engine/templates/intent/intent-model.ts';
import { vectorOf } from '../../src/engine/templates/intent/intent-vector.ts';
import type { CorpusText } from './corpus.ts';
import { fitRegression } from './regression.ts';
import type { TrainingRows } from './regression.ts';

/** A corpus text with its variants. */
export interface Example {
  item: CorpusText;
  variants: string[];
}

/** A text in all forms it is trained in, the probability of each class, and what each form weighs in the loss. */
interface LabelledText {
  variants: readonly string[];
  label: readonly number[];
  share: number;
}

/** L2 penalty relative to a mean loss; by cross-validation (docs/intent.md). */
const PENALTY = 3e-5;

/** Live buckets: those with the largest weights. 26 bytes each. */
const ROWS = 7_000;
/** A feature of fewer texts than this says more about the text than about what it asks for. */
const FEWEST_TEXTS = 2;

const FIT_ITERATIONS = 60;
const REFIT_ITERATIONS = 25;

/** Trains a model of all kinds, prunes, trains again and quantises. The temperature is 1; cross-validation sets it. */
export function trainKinds(texts: readonly Example[], corpus: string): PackedIntentModel {
  const perIntent = new Map<string, number>();
  for (const { item } of texts) perIntent.set(item.intent, (perIntent.get(item.intent) ?? 0) + 1);
  const examples = texts.map(({ item, variants }): LabelledText => ({
    variants,
    label: labelOf(item),
    share: 1 / (INTENTS.length * (perIntent.get(item.intent) ?? 1) * variants.length),
  }));
  const classes = INTENTS.length;
  const frequencies = textFrequencies(examples);
  const all = [...frequencies.keys()].sort((a, b) => a - b);
  const idf = idfTable(examples.length, frequencies);
  const full = rowsOf(examples, all, idf);
  const first = fitRegression(full, PENALTY, FIT_ITERATIONS);
  const kept = strongest(all, first, classes);
  const start = pick(first, all, kept, classes);
  const second = fitRegression(rowsOf(examples, kept, idf), PENALTY, REFIT_ITERATIONS, start);
  return pack(kept, second, classes, idf, corpus);
}

interface Idf {
  step: number;
  unseen: number;
  /** Steps of each bucket. */
  steps: ReadonlyMap<number, number>;
}

/** In how many corpus texts each feature occurs, rare ones left out. */
function textFrequencies(examples: readonly LabelledText[]): Map<number, number> {
  const frequencies = new Map<number, number>();
  for (const { variants } of examples) {
    const seen = new Set<number>();
    for (const text of variants) visitFeatures(text, (bucket) => seen.add(bucket));
    for (const bucket of seen) frequencies.set(bucket, (frequencies.get(bucket) ?? 0) + 1);
  }
  for (const [bucket, count] of frequencies) if (count < FEWEST_TEXTS) frequencies.delete(bucket);
  return frequencies;
}

function idfTable(texts: number, frequencies: ReadonlyMap<number, number>): Idf {
  const unseen = round(1 + Math.log(texts));
  const step = round(unseen / 255);
  const steps = new Map<number, number>();
  for (const [bucket, count] of frequencies) {
    steps.set(bucket, Math.min(255, Math.round((1 + Math.log(texts / count)) / step)));
  }
  return { step, unseen, steps };
}

function rowsOf(examples: readonly LabelledText[], buckets: readonly number[], idf: Idf): TrainingRows {
  const columnOf = new Map(buckets.map((bucket, column) => [bucket, column]));
  const idfs = new Float32Array(BUCKETS).fill(idf.unseen);
  for (const [bucket, steps] of idf.steps) idfs[bucket] = steps * idf.step;
  const offsets = [0];
  const columns: number[] = [];
  const values: number[] = [];
  const labels: number[] = [];
  const shares: number[] = [];
  for (const { variants, label, share } of examples) {
    for (const text of variants) {
      const vector = vectorOf(text, idfs);
      vector.buckets.forEach((bucket, at) => {
        const column = columnOf.get(bucket);
        if (column === undefined) return;
        columns.push(column);
        values.push(vector.values[at] ?? 0);
      });
      offsets.push(columns.length);
      labels.push(...label);
      shares.push(share);
    }
  }
  return {
    offsets: Int32Array.from(offsets),
    columns: Int32Array.from(columns),
    values: Float32Array.from(values),
    labels: Float32Array.from(labels),
    shares: Float32Array.from(shares),
    classes: INTENTS.length,
    width: buckets.length,
  };
}

function labelOf({ intent, also }: CorpusText): number[] {
  return INTENTS.map(({ id }) => {
    if (id === intent) return 1 - (also?.share ?? 0);
    return id === also?.intent ? also.share : 0;
  });
}

/** The buckets with the largest weights, in ascending order. */
function strongest(buckets: readonly number[], weights: Float64Array, classes: number): number[] {
  const strength = buckets.map((bucket, column) => {
    let sum = 0;
    for (let c = 0; c < classes; c++) sum += (weights[column * classes + c] ?? 0) ** 2;
    return { bucket, sum };
  });
  strength.sort((a, b) => b.sum - a.sum || a.bucket - b.bucket);
  return strength
    .slice(0, ROWS)
    .map(({ bucket }) => bucket)
    .sort((a, b) => a - b);
}

function pick(weights: Float64Array, all: readonly number[], kept: readonly number[], classes: number): Float64Array {
  const columnOf = new Map(all.map((bucket, column) => [bucket, column]));
  const picked = new Float64Array((kept.length + 1) * classes);
  [...kept, -1].forEach((bucket, row) => {
    const column = columnOf.get(bucket) ?? all.length;
    for (let c = 0; c < classes; c++) picked[row * classes + c] = weights[column * classes + c] ?? 0;
  });
  return picked;
}

function pack(
  buckets: readonly number[],
  weights: Float64Array,
  classes: number,
  idf: Idf,
  corpus: string,
): PackedIntentModel {
  const largest = new Float64Array(classes);
  for (let at = 0; at < buckets.length * classes; at++) {
    const c = at % classes;
    largest[c] = Math.max(largest[c] ?? 0, Math.abs(weights[at] ?? 0));
  }
  const steps = [...largest].map((value) => round(value / 127));
  const bytes = new Int8Array(buckets.length * classes);
  for (let at = 0; at < bytes.length; at++) {
    const step = steps[at % classes] ?? 0;
    bytes[at] = step === 0 ? 0 : Math.round((weights[at] ?? 0) / step);
  }
  return {
    corpus,
    temperature: 1,
    bias: [...weights.subarray(buckets.length * classes)].map(round),
    steps,
    idfStep: idf.step,
    idfUnseen: idf.unseen,
    buckets: base64(packGaps(buckets)),
    idf: base64(Uint8Array.from(buckets, (bucket) => idf.steps.get(bucket) ?? 0)),
    weights: base64(new Uint8Array(bytes.buffer)),
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** Six significant digits: enough for the model, and short to write down. */
function round(value: number): number {
  return Number(value.toPrecision(6));
}
