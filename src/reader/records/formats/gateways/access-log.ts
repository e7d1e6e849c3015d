import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { readChat } from '../../dialects/openai-chat.ts';
import { makeAnswer } from '../../fields/answer.ts';
import { markContent } from '../../fields/content.ts';
import { setMissingNumber, setMissingText } from '../../fields/set-missing.ts';
import type { Format } from '../format.ts';
import { newRecord, type RequestRecord } from '../../fields/request.ts';
import { kindOfCall, OTHER_CALL, UNKNOWN_CALL } from '../http-call.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { chooseAccount, nameOf } from '../../fields/identity.ts';
import { isObject, type JsonObject, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { readTime } from '../../fields/time.ts';

/** Access logs of Envoy AI Gateway: flat keys, never the text; and of Higress, which keeps what it knows of a call in `ai_log`. */
export const envoy: Format = {
  name: 'envoy',
  facts: {
    title: 'Envoy AI Gateway and Higress access logs',
    gives: ['time', 'account', 'address', 'agent', 'messages', 'answer', 'tokens', 'status'],
    source: 'documentation',
  },
  matches: (value) => value['response_code'] !== undefined && value['start_time'] !== undefined,
  read: readEnvoy,
};

/** Log of Kong's AI plugins: one request, however many plugins tell about it. */
export const kong: Format = {
  name: 'kong',
  facts: {
    title: 'Kong AI Gateway access logs',
    gives: ['time', 'account', 'address', 'agent', 'messages', 'answer', 'tokens', 'cost', 'status'],
    source: 'documentation',
  },
  matches: (value) =>
    (isObject(value['latencies']) && isObject(value['request']) && value['started_at'] !== undefined) ||
    isObject(objectOf(value['ai'])['payload']),
  read: readKong,
};

function readEnvoy(row: JsonObject, sink: RecordSink): void {
  const ai = objectOf(unpackJson(row['ai_log']));
  const model = row['gen_ai.request.model'] ?? row['gen_ai.response.model'] ?? ai['model'];
  if (nameOf(model) === undefined || row['mcp.method.name'] !== undefined) {
    const path = textOf(row['x-envoy-origin-path'] ?? row[':path'] ?? row['path']) ?? '';
    refuse(row['mcp.method.name'] !== undefined ? 'other' : kindOfCall(path, textOf(row['method'])), sink);
    return;
  }
  const record = newRecord('envoy');
  readTime(record, row['start_time']);
  setMissingText(record, 'id', row['x-request-id']);
  setMissingText(record, 'model', model);
  setMissingText(
    record,
    'address',
    textOf(row['x-forwarded-for'] ?? row['x_forwarded_for'])?.split(',', 1)[0] ??
      withoutPort(row['downstream_remote_address']),
  );
  setMissingText(record, 'userAgent', row['user-agent'] ?? row['user_agent']);
  setMissingNumber(record, 'inputTokens', row['gen_ai.usage.input_tokens'] ?? ai['input_token']);
  setMissingNumber(record, 'outputTokens', row['gen_ai.usage.output_tokens'] ?? ai['output_token']);
  setMissingNumber(record, 'latencyMs', row['duration']);
  record.status = statusOf(row['response_code']);
  chooseAccount(record, { user: ai['consumer'] });
  setMissingText(record, 'session', ai['chat_id']);
  readChat(textOf(ai['question']), record);
  const said = textOf(ai['answer']);
  if (said !== undefined) record.answer = makeAnswer(said, '', undefined);
  markContent(record);
  sink.request(record);
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
  const consumer = objectOf(row['consumer']);
  // Versions differ in whether what was asked stands with its plugin.
  readRequestBody(objectOf(ai['payload'])['request'] ?? objectOf(last['payload'])['request'], record);
  readResponseBody(objectOf(last['payload'])['response'], record);
  readTime(record, row['started_at']);
  chooseAccount(record, {
    key: objectOf(row['authenticated_entity'])['id'],
    user: consumer['username'] ?? consumer['custom_id'] ?? consumer['id'],
  });
  setMissingText(record, 'address', row['client_ip']);
  setMissingText(record, 'userAgent', objectOf(objectOf(row['request'])['headers'])['user-agent']);
  const { usage, meta, cache } = last;
  setMissingText(record, 'model', objectOf(meta)['request_model'] ?? objectOf(meta)['response_model']);
  setMissingNumber(record, 'inputTokens', objectOf(usage)['prompt_tokens'] ?? objectOf(usage)['prompt_token']);
  setMissingNumber(record, 'outputTokens', objectOf(usage)['completion_tokens'] ?? objectOf(usage)['completion_token']);
  setMissingNumber(record, 'costUsd', objectOf(usage)['cost']);
  setMissingNumber(record, 'latencyMs', objectOf(row['latencies'])['request'] ?? objectOf(meta)['llm_latency']);
  record.status = objectOf(cache)['cache_status'] === 'Hit' ? 'cached' : statusOf(objectOf(row['response'])['status']);
  markContent(record);
  sink.request(record);
}
