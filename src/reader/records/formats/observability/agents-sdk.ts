import { markContent } from '../../fields/content.ts';
import { readParameters } from '../../dialects/openai-chat.ts';
import { setMissingNumber, setMissingText } from '../../fields/set-missing.ts';
import type { Format } from '../format.ts';
import { newRecord } from '../../fields/request.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { type JsonObject, objectOf, textOf } from '../../fields/json.ts';
import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { readTime } from '../../fields/time.ts';

/** Traces of the OpenAI Agents SDK: spans with what they are about inside; only generations and responses are calls. */
export const agentsSdk: Format = {
  name: 'agents-sdk',
  facts: {
    title: 'OpenAI Agents SDK traces',
    gives: ['time', 'messages', 'parameters', 'answer', 'tokens', 'status'],
    source: 'source code',
  },
  matches: (value) => value['object'] === 'trace.span' || (value['object'] === 'trace' && 'workflow_name' in value),
  read,
};

function read(span: JsonObject, sink: RecordSink): void {
  const data = objectOf(span['span_data']);
  const kind = textOf(data['type']);
  if (kind !== 'generation' && kind !== 'response') {
    sink.skip('span that is not a model call');
    return;
  }
  const record = newRecord('agents-sdk');
  readTime(record, span['started_at']);
  const end = newRecord('agents-sdk');
  if (record.time !== undefined && readTime(end, span['ended_at'])) {
    setMissingNumber(record, 'latencyMs', (end.time ?? NaN) - record.time);
  }
  if (data['input'] !== undefined) readAnyPrompt(data['input'], record);
  readAnyAnswer(data['output'] ?? data['response'], record);
  readParameters(objectOf(data['model_config']), record);
  setMissingText(record, 'model', data['model']);
  setMissingText(record, 'id', data['response_id'] ?? span['id']);
  setMissingText(record, 'session', span['trace_id']);
  const usage = objectOf(data['usage']);
  setMissingNumber(record, 'inputTokens', usage['input_tokens'] ?? usage['prompt_tokens']);
  setMissingNumber(record, 'outputTokens', usage['output_tokens'] ?? usage['completion_tokens']);
  chooseAccount(record, { user: objectOf(span['metadata'])['user_id'] });
  record.status = span['error'] === undefined || span['error'] === null ? 'ok' : 'error';
  markContent(record);
  sink.request(record);
}
