import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { readChat, readParameters, readTools } from '../../dialects/openai-chat.ts';
import { markContent } from '../../fields/content.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { newRecord } from '../../fields/request.ts';
import { setMissingNumber, setMissingText } from '../../fields/set-missing.ts';
import { readTime } from '../../fields/time.ts';
import type { Format } from '../format.ts';
import { OTHER_CALL } from '../http-call.ts';

/**
 * Logs of the gateway Bifrost: as its API gives them, and as rows of its table `logs`, whose values are JSON in texts
 * (framework/logstore/tables.go in https://github.com/maximhq/bifrost).
 */
export const bifrost: Format = {
  name: 'bifrost',
  facts: {
    title: 'Bifrost: logs of its API and database',
    gives: [
      ...(['time', 'account', 'system', 'messages', 'tools', 'parameters'] as const),
      ...(['answer', 'tokens', 'cost', 'status'] as const),
    ],
    source: 'source code',
  },
  matches: (value) =>
    'selected_key_id' in value && 'virtual_key_id' in value && (value['object'] ?? value['object_type']) !== undefined,
  read,
};

/** What asks a model for text: `chat.completion`, `chat_completion_stream`, `responses`, `text.completion`. */
const ASKS = /^(?:chat|text|responses|response)\b|^(?:chat|text)_|^responses_/;

function read(row: JsonObject, sink: RecordSink): void {
  if (!ASKS.test(textOf(row['object'] ?? row['object_type']) ?? '')) {
    sink.skip(OTHER_CALL);
    return;
  }
  const record = newRecord('bifrost');
  const parameters = objectOf(unpackJson(row['params']));
  const input = unpackJson(row['responses_input_history']);
  if (listOf(input).length > 0) readRequestBody({ model: row['model'], input, ...parameters }, record);
  else readChat(unpackJson(row['input_history']), record);
  if (record.tools.length === 0) readTools({ tools: unpackJson(row['tools']) ?? parameters['tools'] }, record);
  readParameters({ ...parameters, stream: row['stream'] === true || row['stream'] === 1 }, record);
  const said = unpackJson(row['output_message']);
  const output = unpackJson(row['responses_output']);
  if (listOf(output).length > 0) readResponseBody({ object: 'response', output }, record);
  else if (isObject(said))
    readResponseBody({ choices: [{ message: said, finish_reason: row['stop_reason'] }] }, record);
  readTime(record, row['timestamp']);
  // The other key is the gateway's own, for the provider.
  chooseAccount(record, { key: row['virtual_key_id'], user: row['user_id'] });
  setMissingText(record, 'organisation', row['team_id'] ?? row['customer_id']);
  setMissingText(record, 'id', row['id']);
  setMissingText(record, 'model', row['model']);
  const usage = objectOf(unpackJson(row['token_usage']));
  setMissingNumber(record, 'inputTokens', usage['prompt_tokens'] ?? row['prompt_tokens']);
  setMissingNumber(record, 'outputTokens', usage['completion_tokens'] ?? row['completion_tokens']);
  setMissingNumber(record, 'costUsd', row['cost']);
  const latency = numberOf(row['latency']);
  if (latency !== undefined) setMissingNumber(record, 'latencyMs', Math.round(latency));
  const { status } = row;
  record.status = status === 'success' ? 'ok' : status === 'error' ? 'error' : 'unknown';
  markContent(record);
  // The texts may be in a store of their own, with the beginning of the last message left here.
  if (record.content === 'none' && textOf(row['content_summary']) !== undefined) record.content = 'reference';
  sink.request(record);
}
