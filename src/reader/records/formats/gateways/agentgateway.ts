import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';
import { setMissingNumber } from '../../fields/set-missing.ts';
import { OTHER_CALL } from '../http-call.ts';
import { emit, fill, type Format, newRecord, type RecordSink, type RequestRecord, set } from '../kit.ts';

/**
 * Agentgateway, also as kgateway and Gloo run it: its access log in JSON, and the rows of its request log as its API gives them
 * (crates/agentgateway/src/telemetry in https://github.com/agentgateway/agentgateway).
 */
export const agentgateway: Format = {
  name: 'agentgateway',
  facts:
    'source code | time account address agent system messages answer tokens cost status | Agentgateway (kgateway, Gloo): access logs as text and JSON, and stored request logs',
  matches: (value) => isAccess(value) || isStored(value),
  read: (value, sink) => {
    if (isAccess(value)) readAccess(value, value['time'], sink);
    else readStored(value, sink);
  },
};

const isAccess = (value: JsonObject): boolean =>
  value['src.addr'] !== undefined && value['http.status'] !== undefined && value['gateway'] !== undefined;

const isStored = (value: JsonObject): boolean =>
  isObject(value['genAi']) && value['startedAt'] !== undefined && 'hasPayload' in value;

/** A line of the access log. */
export function readAccess(row: JsonObject, time: unknown, sink: RecordSink): void {
  const model = row['gen_ai.response.model'] ?? row['gen_ai.request.model'];
  const operation = textOf(row['gen_ai.operation.name']) ?? 'chat';
  if (model === undefined || operation === 'embeddings') return sink.skip(OTHER_CALL);
  const record = newRecord('agentgateway');
  set(record, { time, model });
  readCallerOf(row, record);
  set(record, { inputTokens: row['gen_ai.usage.input_tokens'], outputTokens: row['gen_ai.usage.output_tokens'] });
  const [, amount, unit] = /^([\d.]{1,12})(ms|s)$/.exec(textOf(row['duration']) ?? '') ?? [];
  if (amount !== undefined)
    setMissingNumber(record, 'latencyMs', Math.round(Number(amount) * (unit === 's' ? 1e3 : 1)));
  const status = numberOf(row['http.status']) ?? 0;
  record.status = status >= 400 ? 'error' : 'ok';
  // What somebody has chosen to log has names of its own.
  readMetadataFields(row, record);
  sink.request(record);
}

const FIELDS = `user=agentgateway.user|jwt.sub organisation=agentgateway.group
  userAgent=user_agent.name|rq.headers.all/user-agent session=trace.id|trace_id`;

/** Who was let in, and from where. */
function readCallerOf(row: JsonObject, record: RequestRecord): void {
  fill(record, row, FIELDS, { address: textOf(row['src.addr'])?.replace(/:\d{1,5}$/, '') });
}

const STORED_FIELDS = `id=id model=genAi/responseModel|genAi/requestModel inputTokens=usage/inputTokens
  outputTokens=usage/outputTokens costUsd=cost latencyMs=durationMs`;

function readStored(row: JsonObject, sink: RecordSink): void {
  const { requestModel, responseModel, operationName } = objectOf(row['genAi']);
  if ((requestModel ?? responseModel ?? undefined) === undefined || operationName === 'embeddings')
    return sink.skip(OTHER_CALL);
  const record = newRecord('agentgateway');
  const { requestPrompt, responseCompletion } = objectOf(row['payload']);
  if (isObject(requestPrompt) || Array.isArray(requestPrompt)) readAnyPrompt(requestPrompt, record);
  const said = listOf(responseCompletion).filter((text) => typeof text === 'string');
  if (said.length > 0 || isObject(responseCompletion))
    readAnyAnswer(said.length > 0 ? said.join('\n') : responseCompletion, record);
  set(record, { time: row['startedAt'] });
  readCallerOf({ trace_id: row['traceId'], ...objectOf(row['attributes']) }, record);

  fill(record, row, STORED_FIELDS);
  const status = numberOf(row['httpStatus']) ?? 0;
  record.status = status >= 400 || textOf(row['error']) !== undefined ? 'error' : 'ok';
  emit(record, sink);
}
