import { readParameters } from '../../dialects/openai-chat.ts';
import { type JsonObject, objectOf, textOf } from '../../fields/json.ts';
import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { emit, fill, type Format, newRecord, type RecordSink, set } from '../kit.ts';

/** Traces of the OpenAI Agents SDK: spans with what they are about inside; only generations and responses are calls. */
export const agentsSdk: Format = {
  name: 'agents-sdk',
  facts: 'source code | time messages parameters answer tokens status | OpenAI Agents SDK traces',
  matches: (value) => value['object'] === 'trace.span' || (value['object'] === 'trace' && 'workflow_name' in value),
  read,
};

const FIELDS = `model=span_data/model id=span_data/response_id|id session=trace_id
  inputTokens=span_data/usage/input_tokens|span_data/usage/prompt_tokens
  outputTokens=span_data/usage/output_tokens|span_data/usage/completion_tokens user=metadata/user_id`;

function read(span: JsonObject, sink: RecordSink): void {
  const data = objectOf(span['span_data']);
  const kind = textOf(data['type']);
  if (kind !== 'generation' && kind !== 'response') return sink.skip('span that is not a model call');
  const record = newRecord('agents-sdk');
  set(record, { time: span['started_at'], end: span['ended_at'] });
  if (data['input'] !== undefined) readAnyPrompt(data['input'], record);
  readAnyAnswer(data['output'] ?? data['response'], record);
  readParameters(objectOf(data['model_config']), record);

  fill(record, span, FIELDS);
  record.status = span['error'] === undefined || span['error'] === null ? 'ok' : 'error';
  emit(record, sink);
}
