import type { Format } from './format.ts';
import { batchInput, batchOutput } from './formats/batch.ts';
import { bedrock } from './formats/bedrock.ts';
import { exchange } from './formats/exchange.ts';
import { litellm } from './formats/litellm.ts';
import { otelSpan, otlpTraces } from './formats/otlp.ts';
import { rawRequest, rawResponse } from './formats/raw-api.ts';

/**
 * All log formats. A record is read with the first one that matches, so those with telling keys stand before those
 * that take whatever looks like a call. Adding one is one file in `formats/` and one line here.
 */
export const FORMATS: readonly Format[] = [
  litellm,
  otlpTraces,
  bedrock,
  batchInput,
  batchOutput,
  otelSpan,
  exchange,
  rawRequest,
  rawResponse,
];

export function formatOf(value: Readonly<Record<string, unknown>>): Format | undefined {
  return FORMATS.find((format) => format.matches(value));
}
