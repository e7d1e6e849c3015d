import { Buffer } from 'node:buffer';
import { BUCKETS } from './intent-features.ts';

/** The model as it is checked in (intent-weights.ts), made by lab/intent-training/train-intent.mjs. */
export interface PackedIntentModel {
  /** SHA-256 of the corpus the model was trained on, in hexadecimal. */
  corpus: string;
  /** Logits are divided by this before the softmax; fitted in cross-validation. */
  temperature: number;
  /** One value an intent, in the order of INTENTS. */
  bias: readonly number[];
  /** Weight of one quantisation step, one an intent. */
  steps: readonly number[];
  /** Inverse document frequency of one step and of a bucket never seen. */
  idfStep: number;
  idfUnseen: number;
  /** Base64 of the gaps between live buckets, as little-endian base-128 numbers. */
  buckets: string;
  /** Base64 of one byte a live bucket: its idf in steps. */
  idf: string;
  /** Base64 of int8 weights, live bucket by live bucket, one byte an intent. */
  weights: string;
}

export interface IntentModel {
  temperature: number;
  bias: readonly number[];
  steps: readonly number[];
  /** Row of each bucket in `weights`, or -1. */
  rows: Int16Array;
  weights: Int8Array;
  /** Inverse document frequency of each bucket. */
  idf: Float32Array;
}

/** Unpacks the checked-in model; takes a few milliseconds. */
export function unpackModel(packed: PackedIntentModel): IntentModel {
  const steps = Buffer.from(packed.idf, 'base64');
  const bytes = Buffer.from(packed.weights, 'base64');
  const rows = new Int16Array(BUCKETS).fill(-1);
  const idf = new Float32Array(BUCKETS).fill(packed.idfUnseen);
  unpackGaps(Buffer.from(packed.buckets, 'base64')).forEach((bucket, row) => {
    rows[bucket] = row;
    idf[bucket] = (steps[row] ?? 0) * packed.idfStep;
  });
  return {
    temperature: packed.temperature,
    bias: packed.bias,
    steps: packed.steps,
    rows,
    weights: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    idf,
  };
}

/** Gaps of ascending bucket numbers as little-endian base-128 numbers. */
export function packGaps(buckets: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  let previous = 0;
  for (const bucket of buckets) {
    let gap = bucket - previous;
    previous = bucket;
    while (gap >= 0x80) {
      bytes.push((gap & 0x7f) | 0x80);
      gap >>>= 7;
    }
    bytes.push(gap);
  }
  return Uint8Array.from(bytes);
}

function unpackGaps(bytes: Uint8Array): number[] {
  const buckets: number[] = [];
  let bucket = 0;
  let gap = 0;
  let shift = 0;
  for (const byte of bytes) {
    gap |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte >= 0x80) continue;
    bucket += gap;
    if (bucket >= BUCKETS) throw new RangeError(`bucket ${bucket} is outside the model's ${BUCKETS} buckets`);
    buckets.push(bucket);
    gap = 0;
    shift = 0;
  }
  return buckets;
}
