import { readParameters, readTools } from '../../dialects/openai-chat.ts';
import { setMissingNumber } from '../../fields/set-missing.ts';
import { isObject, type JsonObject, numberOf, objectOf } from '../../fields/json.ts';
import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { readTime } from '../../fields/time.ts';
import { emit, fill, type Format, newRecord, type RecordSink } from '../kit.ts';

/** Spans of Braintrust, as its API and exports give them. Only spans of type `llm` are calls. */
export const braintrust: Format = {
  name: 'braintrust',
  facts: 'test data of the product | time account messages parameters answer tokens cost status | Braintrust spans',
  matches: (value) => isObject(value['span_attributes']) && ('root_span_id' in value || 'span_id' in value),
  read,
};

const FIELDS = `id=span_id|id model=metadata/model session=metadata/session_id|root_span_id organisation=org_id
  inputTokens=metrics/prompt_tokens outputTokens=metrics/completion_tokens
  costUsd=metrics/estimated_cost|metrics/cost user=metadata/user_id|metadata/user project=project_id`;

function read(row: JsonObject, sink: RecordSink): void {
  if (objectOf(row['span_attributes'])['type'] !== 'llm') return sink.skip('span that is not a model call');
  const record = newRecord('braintrust');
  const metadata = objectOf(row['metadata']);
  const metrics = objectOf(row['metrics']);
  readAnyPrompt(row['input'], record);
  readAnyAnswer(row['output'], record);
  readParameters(metadata, record);
  readTools(metadata, record);
  if (!readTime(record, metrics['start'])) readTime(record, row['created']);
  const [start, end] = [numberOf(metrics['start']), numberOf(metrics['end'])];
  if (start !== undefined && end !== undefined) setMissingNumber(record, 'latencyMs', Math.round((end - start) * 1000));
  fill(record, row, FIELDS);
  record.status = row['error'] === null || row['error'] === undefined ? 'ok' : 'error';
  emit(record, sink);
}
