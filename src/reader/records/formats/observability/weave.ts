import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { readAnyAnswer } from '../../dialects/any-payload.ts';
import { markContent } from '../../fields/content.ts';
import { setMissingNumber, setMissingText } from '../../fields/set-missing.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { type JsonObject, objectOf, textOf } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { newRecord, type RequestRecord } from '../../fields/request.ts';
import { readTime } from '../../fields/time.ts';
import type { Format } from '../format.ts';

/** Calls that Weights & Biases Weave exports: every traced function is one; those of a model have a body for input. */
export const weave: Format = {
  name: 'weave',
  facts: {
    title: 'Weights & Biases Weave: exported calls',
    gives: ['time', 'account', 'system', 'messages', 'parameters', 'answer', 'tokens', 'cost', 'status'],
    source: 'documentation',
  },
  matches: (value) =>
    typeof value['op_name'] === 'string' && 'started_at' in value && 'trace_id' in value && 'inputs' in value,
  read,
};

/** Functions of the providers' libraries, as Weave names them. A function of the user's own may take messages as well. */
const MODEL_CALL =
  /(?:completions?|messages|responses|chat|models|model)[._](?:create|parse|stream|complete|completion|generate_content\w*|generate)|(?:litellm|ChatOpenAI|ChatAnthropic|converse|invoke_model|a?completion|generate_content)\w*/i;

function read(call: JsonObject, sink: RecordSink): void {
  const operation = /(?:\/op\/)?([^/:]{1,200})(?::[^/:]*)?$/.exec(textOf(call['op_name']) ?? '')?.[1] ?? '';
  const record = newRecord('weave');
  if (!MODEL_CALL.test(operation) || !readRequestBody(call['inputs'], record)) {
    sink.skip('span that is not a model call');
    return;
  }
  if (!readResponseBody(call['output'], record)) readAnyAnswer(call['output'], record);
  readTime(record, call['started_at']);
  const end = newRecord('');
  if (record.time !== undefined && readTime(end, call['ended_at']))
    setMissingNumber(record, 'latencyMs', (end.time ?? NaN) - record.time);
  setMissingText(record, 'id', call['id']);
  setMissingText(record, 'session', call['thread_id'] ?? call['trace_id']);
  chooseAccount(record, { user: call['wb_user_id'], project: call['project_id'] });
  readSummary(objectOf(call['summary']), record);
  const { exception } = call;
  record.status = exception === null || exception === undefined || exception === '' ? 'ok' : 'error';
  markContent(record);
  sink.request(record);
}

/** Tokens and costs by the name of the model. */
function readSummary(summary: JsonObject, record: RequestRecord): void {
  const [model, usage] = Object.entries(objectOf(summary['usage']))[0] ?? [];
  setMissingText(record, 'model', model);
  const tokens = objectOf(usage);
  setMissingNumber(record, 'inputTokens', tokens['prompt_tokens'] ?? tokens['input_tokens']);
  setMissingNumber(record, 'outputTokens', tokens['completion_tokens'] ?? tokens['output_tokens']);
  const costs = objectOf(Object.values(objectOf(objectOf(summary['weave'])['costs']))[0]);
  const [prompt, completion] = [costs['prompt_tokens_total_cost'], costs['completion_tokens_total_cost']];
  if (typeof prompt === 'number' && typeof completion === 'number')
    setMissingNumber(record, 'costUsd', prompt + completion);
}
