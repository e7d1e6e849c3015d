/**
 * Recognises a template whose fixed text has changed slightly, using a sketch: hashes of its sentences, from which the
 * share of common sentences can be estimated. It contains no text.
 */
import { createHash } from 'node:crypto';
import type { TemplatePart } from '../shape/report.ts';

/** Hashes kept: the smallest, so that two sketches keep the same ones of the same sentences (bottom-k sampling). */
const SKETCH_SIZE = 16;
/** Letters of a hash: 128 bits, so that nobody finds another sentence for one. */
const HASH_DIGITS = 32;
/** Shorter pieces (`Answer:`, `1.`) are in every prompt. */
const MIN_SENTENCE_LENGTH = 12;
/** With fewer sentences a template is its id and nothing else: two alike of three say little. */
const MIN_SENTENCES = 4;
/** Common share from which two are taken for one. High, since a benign mark must not cover a prompt that asks for more. */
const MIN_LIKENESS = 0.75;

/** Ascending hexadecimal hashes, at most 16; empty for a template of few sentences or without text. */
export function templateSketch(parts: readonly TemplatePart[]): string[] {
  const hashes = new Set<string>();
  for (const part of parts) {
    if (!('text' in part)) continue;
    for (const piece of part.text.split(/[\n.!?;:。！？；：]/)) {
      const words = piece.replace(/\s+/g, ' ').trim().toLowerCase();
      if (words.length >= MIN_SENTENCE_LENGTH)
        hashes.add(createHash('sha256').update(words).digest('hex').slice(0, HASH_DIGITS));
    }
  }
  return hashes.size < MIN_SENTENCES ? [] : [...hashes].sort().slice(0, SKETCH_SIZE);
}

/** Share of common sentences as the sketches tell it, 0 to 1; 0 when either says nothing. */
export function sketchLikeness(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const [inA, inB] = [new Set(a), new Set(b)];
  const union = [...new Set([...a, ...b])].sort().slice(0, SKETCH_SIZE);
  return union.filter((hash) => inA.has(hash) && inB.has(hash)).length / union.length;
}

export function areAlike(a: readonly string[], b: readonly string[]): boolean {
  return sketchLikeness(a, b) >= MIN_LIKENESS;
}

/** Sentences that one with this sketch has in common with any that is alike, at least. */
export const commonInAlike = (sketch: readonly string[]): number => MIN_LIKENESS * sketch.length;

/** Common share below which two of one id are not one: an id is 32 bits, and whoever writes a prompt can give it that of another. */
const ONE = 0.5;

export const saysAsMuch = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === 0 || b.length === 0 || sketchLikeness(a, b) >= ONE;
