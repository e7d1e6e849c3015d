import { markContent } from '../../fields/content.ts';
import { readParameters, readTools } from '../../dialects/openai-chat.ts';
import { setMissingNumber, setMissingText } from '../../fields/set-missing.ts';
import type { Format } from '../format.ts';
import { newRecord } from '../../fields/request.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { isObject, type JsonObject, numberOf, objectOf } from '../../fields/json.ts';
import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { readTime } from '../../fields/time.ts';

/** Spans of Braintrust, as its API and exports give them. Only spans of type `llm` are calls. */
export const braintrust: Format = {
  name: 'braintrust',
  facts: {
    title: 'Braintrust spans',
    gives: ['time', 'account', 'messages', 'parameters', 'answer', 'tokens', 'cost', 'status'],
    source: 'test data of the product',
  },
  matches: (value) => isObject(value['span_attributes']) && ('root_span_id' in value || 'span_id' in value),
  read,
};

function read(row: JsonObject, sink: RecordSink): void {
  if (objectOf(row['span_attributes'])['type'] !== 'llm') {
    sink.skip('span that is not a model call');
    return;
  }
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
  setMissingText(record, 'id', row['span_id'] ?? row['id']);
  setMissingText(record, 'model', metadata['model']);
  setMissingText(record, 'session', metadata['session_id'] ?? row['root_span_id']);
  setMissingText(record, 'organisation', row['org_id']);
  setMissingNumber(record, 'inputTokens', metrics['prompt_tokens']);
  setMissingNumber(record, 'outputTokens', metrics['completion_tokens']);
  setMissingNumber(record, 'costUsd', metrics['estimated_cost'] ?? metrics['cost']);
  chooseAccount(record, { user: metadata['user_id'] ?? metadata['user'], project: row['project_id'] });
  record.status = row['error'] === null || row['error'] === undefined ? 'ok' : 'error';
  markContent(record);
  sink.request(record);
}
