import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { readChat } from '../../dialects/openai-chat.ts';
import { kindOfCall, OTHER_CALL, UNKNOWN_CALL } from '../http-call.ts';
import { nameOf } from '../../fields/identity.ts';
import { isObject, type JsonObject, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { emit, fill, type Format, newRecord, type RecordSink, type RequestRecord, set } from '../kit.ts';

/** Access logs of Envoy AI Gateway: flat keys, never the text; and of Higress, which keeps what it knows of a call in `ai_log`. */
export const envoy: Format = {
  name: 'envoy',
  facts:
    'documentation | time account address agent messages answer tokens status | Envoy AI Gateway and Higress access logs',
  matches: (value) => value['response_code'] !== undefined && value['start_time'] !== undefined,
  read: readEnvoy,
};

/** Log of Kong's AI plugins: one request, however many plugins tell about it. */
export const kong: Format = {
  name: 'kong',
  facts: 'documentation | time account address agent messages answer tokens cost status | Kong AI Gateway access logs',
  matches: (value) =>
    (isObject(value['latencies']) && isObject(value['request']) && value['started_at'] !== undefined) ||
    isObject(objectOf(value['ai'])['payload']),
  read: readKong,
};

const FIELDS = 'time=start_time id=x-request-id userAgent=user-agent|user_agent latencyMs=duration';

function readEnvoy(row: JsonObject, sink: RecordSink): void {
  const ai = objectOf(unpackJson(row['ai_log']));
  const model = row['gen_ai.request.model'] ?? row['gen_ai.response.model'] ?? ai['model'];
  if (nameOf(model) === undefined || row['mcp.method.name'] !== undefined) {
    const path = textOf(row['x-envoy-origin-path'] ?? row[':path'] ?? row['path']) ?? '';
    refuse(row['mcp.method.name'] !== undefined ? 'other' : kindOfCall(path, textOf(row['method'])), sink);
    return;
  }
  const record = newRecord('envoy');
  fill(record, row, FIELDS, {
    model,
    address:
      textOf(row['x-forwarded-for'] ?? row['x_forwarded_for'])?.split(',', 1)[0] ??
      withoutPort(row['downstream_remote_address']),
    inputTokens: row['gen_ai.usage.input_tokens'] ?? ai['input_token'],
    outputTokens: row['gen_ai.usage.output_tokens'] ?? ai['output_token'],
    user: ai['consumer'],
    session: ai['chat_id'],
  });
  record.status = statusOf(row['response_code']);
  readChat(textOf(ai['question']), record);
  set(record, { answer: ai['answer'] });
  emit(record, sink);
}

function withoutPort(address: unknown): string | undefined {
  return textOf(address)?.replace(/:\d+$/, '');
}

function statusOf(value: unknown): RequestRecord['status'] {
  const code = numberOf(value) ?? 0;
  return code >= 400 ? 'error' : code >= 100 ? 'ok' : 'unknown';
}

/** A call of which the gateway says nothing that a model was asked. */
function refuse(kind: ReturnType<typeof kindOfCall>, sink: RecordSink): void {
  if (kind === 'other') sink.skip(OTHER_CALL);
  else sink.reject(kind === 'unknown' ? UNKNOWN_CALL : 'model call about which the gateway says nothing');
}

const KONG_FIELDS = `time=started_at key=authenticated_entity/id user=consumer/username|consumer/custom_id|consumer/id
  address=client_ip userAgent=request/headers/user-agent`;

function readKong(row: JsonObject, sink: RecordSink): void {
  const ai = objectOf(row['ai']);
  const plugins = Object.entries(ai).filter(([name, value]) => name !== 'payload' && isObject(value));
  const last = objectOf(plugins.at(-1)?.[1]);
  if (plugins.length === 0) {
    const { uri, url, method } = objectOf(row['request']);
    refuse(kindOfCall(textOf(uri) ?? textOf(url) ?? '', textOf(method)), sink);
    return;
  }
  const record = newRecord('kong');

  // Versions differ in whether what was asked stands with its plugin.
  readRequestBody(objectOf(ai['payload'])['request'] ?? objectOf(last['payload'])['request'], record);
  readResponseBody(objectOf(last['payload'])['response'], record);
  const { usage, meta, cache } = last;
  fill(record, row, KONG_FIELDS, {
    model: objectOf(meta)['request_model'] ?? objectOf(meta)['response_model'],
    inputTokens: objectOf(usage)['prompt_tokens'] ?? objectOf(usage)['prompt_token'],
    outputTokens: objectOf(usage)['completion_tokens'] ?? objectOf(usage)['completion_token'],
    costUsd: objectOf(usage)['cost'],
    latencyMs: objectOf(row['latencies'])['request'] ?? objectOf(meta)['llm_latency'],
  });
  record.status = objectOf(cache)['cache_status'] === 'Hit' ? 'cached' : statusOf(objectOf(row['response'])['status']);
  emit(record, sink);
}
