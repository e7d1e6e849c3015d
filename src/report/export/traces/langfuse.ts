/** Scores for Langfuse: each line is the body of one `POST /api/public/scores`. Sent again, a score replaces the one before. */
import { stixId } from '../deterministic-ids.ts';
import type { ExportInput } from '../export-input.ts';
import { tagFacts, taggedTraces, tagSentence } from './tagged.ts';

/** What the score, or the annotation, is called where it is shown. */
export const TAG = 'prompt-traffic-audit';

export function* langfuseScores(input: ExportInput): Generator<string> {
  for (const tagged of taggedTraces(input)) {
    const { trace, span, of } = tagged;
    const score = {
      metadata: { tool: TAG, ...tagFacts(tagged, input) },
      id: stixId('score', trace, span ?? '').slice('score--'.length),
      name: TAG,
      traceId: trace,
      ...(span !== undefined && span !== trace && { observationId: span }),
      dataType: 'CATEGORICAL',
      value: of.verdict,
      comment: tagSentence(tagged, input),
    };
    yield `${JSON.stringify(score)}\n`;
  }
}
