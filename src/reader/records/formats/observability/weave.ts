import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { readAnyAnswer } from '../../dialects/any-payload.ts';
import { setMissingNumber } from '../../fields/set-missing.ts';
import { type JsonObject, objectOf, textOf } from '../../fields/json.ts';
import { emit, fill, type Format, newRecord, type RecordSink, type RequestRecord, set } from '../kit.ts';

/** Calls that Weights & Biases Weave exports: every traced function is one; those of a model have a body for input. */
export const weave: Format = {
  name: 'weave',
  facts:
    'documentation | time account system messages parameters answer tokens cost status | Weights & Biases Weave: exported calls',
  matches: (value) =>
    typeof value['op_name'] === 'string' && 'started_at' in value && 'trace_id' in value && 'inputs' in value,
  read,
};

/** Functions of the providers' libraries, as Weave names them. A function of the user's own may take messages as well. */
const MODEL_CALL =
  /(?:completions?|messages|responses|chat|models|model)[._](?:create|parse|stream|complete|completion|generate_content\w*|generate)|(?:litellm|ChatOpenAI|ChatAnthropic|converse|invoke_model|a?completion|generate_content)\w*/i;

const FIELDS = 'time=started_at end=ended_at id=id session=thread_id|trace_id user=wb_user_id project=project_id';

function read(call: JsonObject, sink: RecordSink): void {
  const operation = /(?:\/op\/)?([^/:]{1,200})(?::[^/:]*)?$/.exec(textOf(call['op_name']) ?? '')?.[1] ?? '';
  const record = newRecord('weave');
  if (!MODEL_CALL.test(operation) || !readRequestBody(call['inputs'], record))
    return sink.skip('span that is not a model call');
  if (!readResponseBody(call['output'], record)) readAnyAnswer(call['output'], record);
  fill(record, call, FIELDS);
  readSummary(objectOf(call['summary']), record);
  const { exception } = call;
  record.status = exception === null || exception === undefined || exception === '' ? 'ok' : 'error';
  emit(record, sink);
}

/** Tokens and costs by the name of the model. */
function readSummary(summary: JsonObject, record: RequestRecord): void {
  const [model, usage] = Object.entries(objectOf(summary['usage']))[0] ?? [];
  const tokens = objectOf(usage);
  set(record, {
    model,
    inputTokens: tokens['prompt_tokens'] ?? tokens['input_tokens'],
    outputTokens: tokens['completion_tokens'] ?? tokens['output_tokens'],
  });
  const costs = objectOf(Object.values(objectOf(objectOf(summary['weave'])['costs']))[0]);
  const [prompt, completion] = [costs['prompt_tokens_total_cost'], costs['completion_tokens_total_cost']];
  if (typeof prompt === 'number' && typeof completion === 'number')
    setMissingNumber(record, 'costUsd', prompt + completion);
}
