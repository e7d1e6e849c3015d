import { BLOCKS, BUCKET_BITS, readPart, visitFeatures } from './intent-features.ts';

/** Norm of each feature family; chosen by cross-validation on the corpus (docs/intent.md). */
const BLOCK_NORMS = [1, 0.7, 0.3] as const;

/** A text as the model sees it: hashed features with their values. */
export interface FeatureVector {
  buckets: Int32Array;
  values: Float32Array;
  /** How often each feature occurs. */
  counts: Int32Array;
}

/**
 * The feature vector of a text: in each family (1 + ln count) × idf, divided by the family's norm.
 * `idfOf` gives the weight of a bucket; a bucket never seen in training has the largest one, so that a text full of
 * unknown words is judged with little confidence.
 */
export function vectorOf(text: string, idfOf: (bucket: number) => number): FeatureVector {
  const counts = new Map<number, number>();
  const blocks = new Map<number, number>();
  visitFeatures(readPart(text), (bucket, block) => {
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    blocks.set(bucket, block);
  });
  const buckets = Int32Array.from(counts.keys());
  const values = new Float32Array(buckets.length);
  const squares = new Float64Array(BLOCKS.length);
  buckets.forEach((bucket, index) => {
    const value = (1 + Math.log(counts.get(bucket) ?? 1)) * idfOf(bucket);
    const block = blocks.get(bucket) ?? 0;
    values[index] = value;
    squares[block] = (squares[block] ?? 0) + value * value;
  });
  buckets.forEach((bucket, index) => {
    const block = blocks.get(bucket) ?? 0;
    const norm = Math.sqrt(squares[block] ?? 0);
    values[index] = norm === 0 ? 0 : ((values[index] ?? 0) * (BLOCK_NORMS[block] ?? 0)) / norm;
  });
  return { buckets, values, counts: Int32Array.from(counts.values()) };
}

/** Number of hash buckets. */
export const BUCKETS = 2 ** BUCKET_BITS;
