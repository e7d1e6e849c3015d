import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { readChat, readParameters, readTools } from '../../dialects/openai-chat.ts';
import { markContent } from '../../fields/content.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { setMissingNumber } from '../../fields/set-missing.ts';
import { OTHER_CALL } from '../http-call.ts';
import { fill, type Format, newRecord, type RecordSink } from '../kit.ts';

/**
 * Logs of the gateway Bifrost: as its API gives them, and as rows of its table `logs`, whose values are JSON in texts
 * (framework/logstore/tables.go in https://github.com/maximhq/bifrost).
 */
export const bifrost: Format = {
  name: 'bifrost',
  facts:
    'source code | time account system messages tools parameters answer tokens cost status | Bifrost: logs of its API and database',
  matches: (value) =>
    'selected_key_id' in value && 'virtual_key_id' in value && (value['object'] ?? value['object_type']) !== undefined,
  read,
};

/** What asks a model for text: `chat.completion`, `chat_completion_stream`, `responses`, `text.completion`. */
const ASKS = /^(?:chat|text|responses|response)\b|^(?:chat|text)_|^responses_/;

const FIELDS = `time=timestamp key=virtual_key_id user=user_id organisation=team_id|customer_id id=id model=model
  costUsd=cost`;

function read(row: JsonObject, sink: RecordSink): void {
  if (!ASKS.test(textOf(row['object'] ?? row['object_type']) ?? '')) return sink.skip(OTHER_CALL);
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
  const usage = objectOf(unpackJson(row['token_usage']));
  // The other key is the gateway's own, for the provider.
  fill(record, row, FIELDS, {
    inputTokens: usage['prompt_tokens'] ?? row['prompt_tokens'],
    outputTokens: usage['completion_tokens'] ?? row['completion_tokens'],
  });
  const latency = numberOf(row['latency']);
  if (latency !== undefined) setMissingNumber(record, 'latencyMs', Math.round(latency));
  const { status } = row;
  record.status = status === 'success' ? 'ok' : status === 'error' ? 'error' : 'unknown';
  markContent(record);
  // The texts may be in a store of their own, with the beginning of the last message left here.
  if (record.content === 'none' && textOf(row['content_summary']) !== undefined) record.content = 'reference';
  sink.request(record);
}
