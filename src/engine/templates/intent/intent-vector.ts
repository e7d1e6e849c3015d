import { BLOCKS, BUCKETS, readPart, visitFeatures } from './intent-features.ts';
import type { Token } from './intent-tokens.ts';

/** Norm of each feature family; chosen by cross-validation on the corpus (docs/intent.md). */
const BLOCK_NORMS = [1, 0.7, 0.3] as const;

/** A text as the model sees it: hashed features with their values. */
export interface FeatureVector {
  buckets: readonly number[];
  values: Float32Array;
  /** How often each feature occurs. */
  counts: readonly number[];
  /** Every place where a feature occurs, in order: its number in `buckets`, first token, last token. */
  places: readonly number[];
  tokens: readonly Token[];
  /** The part of the text that was read; offsets of tokens refer to it. */
  text: string;
}

/** Number, plus one, of each bucket in the vector being built; all zero between calls. */
let numbers: Int32Array | undefined;

/**
 * The feature vector of a text: in each family (1 + ln count) × idf, divided by the family's norm. `idf` holds the
 * weight of every bucket; one never seen in training has the largest, so that a text full of unknown words is judged
 * with little confidence.
 */
export function vectorOf(text: string, idf: Float32Array): FeatureVector {
  const numberOf = (numbers ??= new Int32Array(BUCKETS));
  const buckets: number[] = [];
  const counts: number[] = [];
  const blocks: number[] = [];
  const places: number[] = [];
  const part = readPart(text);
  const tokens = visitFeatures(part, (bucket, block, first, last) => {
    let number = (numberOf[bucket] ?? 0) - 1;
    if (number < 0) {
      number = buckets.length;
      numberOf[bucket] = number + 1;
      buckets.push(bucket);
      counts.push(0);
      blocks.push(block);
    }
    counts[number] = (counts[number] ?? 0) + 1;
    places.push(number, first, last);
  });
  for (const bucket of buckets) numberOf[bucket] = 0;
  return { buckets, values: valuesOf(buckets, counts, blocks, idf), counts, places, tokens, text: part };
}

function valuesOf(
  buckets: readonly number[],
  counts: readonly number[],
  blocks: readonly number[],
  idf: Float32Array,
): Float32Array {
  const values = new Float32Array(buckets.length);
  const squares = new Float64Array(BLOCKS.length);
  for (let at = 0; at < buckets.length; at++) {
    const count = counts[at] ?? 1;
    const value = (count === 1 ? 1 : 1 + Math.log(count)) * (idf[buckets[at] ?? 0] ?? 0);
    const block = blocks[at] ?? 0;
    values[at] = value;
    squares[block] = (squares[block] ?? 0) + value * value;
  }
  const scales = squares.map((square, block) => (square === 0 ? 0 : (BLOCK_NORMS[block] ?? 0) / Math.sqrt(square)));
  for (let at = 0; at < values.length; at++) values[at] = (values[at] ?? 0) * (scales[blocks[at] ?? 0] ?? 0);
  return values;
}
