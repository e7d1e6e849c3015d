import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { markContent } from '../../fields/content.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { newRecord, type RequestRecord } from '../../fields/request.ts';
import { setMissingNumber, setMissingText } from '../../fields/set-missing.ts';
import { readTime } from '../../fields/time.ts';
import type { Format } from '../format.ts';
import { OTHER_CALL } from '../http-call.ts';

/**
 * Agentgateway, also as kgateway and Gloo run it: its access log in JSON, and the rows of its request log as its API gives them
 * (crates/agentgateway/src/telemetry in https://github.com/agentgateway/agentgateway).
 */
export const agentgateway: Format = {
  name: 'agentgateway',
  facts: {
    title: 'Agentgateway (kgateway, Gloo): access logs as text and JSON, and stored request logs',
    gives: [
      ...(['time', 'account', 'address', 'agent', 'system', 'messages', 'answer', 'tokens'] as const),
      ...(['cost', 'status'] as const),
    ],
    source: 'source code',
  },
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
  if (model === undefined || operation === 'embeddings') {
    sink.skip(OTHER_CALL);
    return;
  }
  const record = newRecord('agentgateway');
  readTime(record, time);
  setMissingText(record, 'model', model);
  readCallerOf(row, record);
  setMissingNumber(record, 'inputTokens', row['gen_ai.usage.input_tokens']);
  setMissingNumber(record, 'outputTokens', row['gen_ai.usage.output_tokens']);
  const [, amount, unit] = /^([\d.]{1,12})(ms|s)$/.exec(textOf(row['duration']) ?? '') ?? [];
  if (amount !== undefined)
    setMissingNumber(record, 'latencyMs', Math.round(Number(amount) * (unit === 's' ? 1e3 : 1)));
  const status = numberOf(row['http.status']) ?? 0;
  record.status = status >= 400 ? 'error' : 'ok';
  // What somebody has chosen to log has names of its own.
  readMetadataFields(row, record);
  sink.request(record);
}

/** Who was let in, and from where. */
function readCallerOf(row: JsonObject, record: RequestRecord): void {
  const headers = objectOf(row['rq.headers.all']);
  chooseAccount(record, { user: row['agentgateway.user'] ?? row['jwt.sub'] });
  setMissingText(record, 'organisation', row['agentgateway.group']);
  setMissingText(record, 'userAgent', row['user_agent.name'] ?? headers['user-agent']);
  setMissingText(record, 'address', textOf(row['src.addr'])?.replace(/:\d{1,5}$/, ''));
  setMissingText(record, 'session', row['trace.id'] ?? row['trace_id']);
}

function readStored(row: JsonObject, sink: RecordSink): void {
  const { requestModel, responseModel, operationName } = objectOf(row['genAi']);
  if ((requestModel ?? responseModel ?? undefined) === undefined || operationName === 'embeddings') {
    sink.skip(OTHER_CALL);
    return;
  }
  const record = newRecord('agentgateway');
  const { requestPrompt, responseCompletion } = objectOf(row['payload']);
  if (isObject(requestPrompt) || Array.isArray(requestPrompt)) readAnyPrompt(requestPrompt, record);
  const said = listOf(responseCompletion).filter((text) => typeof text === 'string');
  if (said.length > 0 || isObject(responseCompletion))
    readAnyAnswer(said.length > 0 ? said.join('\n') : responseCompletion, record);
  readTime(record, row['startedAt']);
  readCallerOf({ trace_id: row['traceId'], ...objectOf(row['attributes']) }, record);
  setMissingText(record, 'id', row['id']);
  setMissingText(record, 'model', responseModel ?? requestModel);
  const { inputTokens, outputTokens } = objectOf(row['usage']);
  setMissingNumber(record, 'inputTokens', inputTokens);
  setMissingNumber(record, 'outputTokens', outputTokens);
  setMissingNumber(record, 'costUsd', row['cost']);
  setMissingNumber(record, 'latencyMs', row['durationMs']);
  const status = numberOf(row['httpStatus']) ?? 0;
  record.status = status >= 400 || textOf(row['error']) !== undefined ? 'error' : 'ok';
  markContent(record);
  sink.request(record);
}
