/**
 * Annotations for Arize Phoenix: each line is the body of one `POST /v1/span_annotations`. Sent again, an annotation replaces the one
 * before.
 */
import type { ExportInput } from '../export-input.ts';
import { TAG } from './langfuse.ts';
import { spanId } from './otel-ids.ts';
import { tagFacts, type Tagged, taggedTraces, tagSentence } from './tagged.ts';

/** Annotations in one request. */
const BATCH = 100;

export function* phoenixAnnotations(input: ExportInput): Generator<string> {
  const spans = taggedTraces(input).flatMap((tagged) => {
    const id = spanId(tagged.span);
    return id === undefined ? [] : [annotation(tagged, id, input)];
  });
  for (let at = 0; at < spans.length; at += BATCH) yield `${JSON.stringify({ data: spans.slice(at, at + BATCH) })}\n`;
}

const annotation = (tagged: Tagged, span_id: string, input: ExportInput): object => ({
  metadata: { tool: TAG, ...tagFacts(tagged, input) },
  span_id,
  name: TAG,
  annotator_kind: 'CODE',
  result: { label: tagged.of.verdict, score: tagged.of.score, explanation: tagSentence(tagged, input) },
  identifier: TAG,
});
