/** The text of log lines cited as evidence, kept so that a report can be read without its logs. */
import * as v from 'valibot';
import { Count, Instant } from '../../../schema/shapes.ts';
import { LineRef } from '../../../engine/ingest/line-ref.ts';

/** A piece of what was written: cut where it is long, with credentials replaced. */
export const KeptText = v.object({
  text: v.string(),
  /** Characters of the whole piece as it was written. */
  length: Count,
  /** True for what belongs to the template, and is the same in all its prompts. */
  fixed: v.exactOptional(v.literal(true)),
  /** SHA-256 of the whole piece without white space at its ends, in hexadecimal. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
export type KeptText = v.InferOutput<typeof KeptText>;

export const KeptLine = v.object({
  line: LineRef,
  account: v.string(),
  /** ms since 1970, UTC. */
  time: v.exactOptional(Instant),
  model: v.exactOptional(v.string()),
  outputTokens: v.exactOptional(Count),
  /** Template whose fixed text the prompt holds. */
  template: v.exactOptional(v.string()),
  /** System prompt, a blank line, first user message. */
  prompt: v.exactOptional(v.array(KeptText)),
  answer: v.exactOptional(KeptText),
});
export type KeptLine = v.InferOutput<typeof KeptLine>;
