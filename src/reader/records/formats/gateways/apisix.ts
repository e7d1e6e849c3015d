import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { readChat } from '../../dialects/openai-chat.ts';
import { readPlainHeaders } from '../../callers/headers.ts';
import { makeAnswer } from '../../fields/answer.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { isObject, type JsonObject, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';
import { setMissingNumber } from '../../fields/set-missing.ts';
import { emit, fill, type Format, newRecord, type RecordSink, set } from '../kit.ts';

/**
 * Logs of Apache APISIX in which the plugin `ai-proxy` has put what it knows of a call: `logging.summaries` and `logging.payloads`
 * (https://apisix.apache.org/docs/apisix/plugins/ai-proxy/). Everything else in them is as the loggers of the gateway write it.
 */
export const apisix: Format = {
  name: 'apisix',
  facts:
    'source code | time account address agent system messages parameters answer tokens status | Apache APISIX: logs with what the plugin ai-proxy adds',
  matches: (value) => isObject(value['llm_summary']) || isObject(value['llm_request']),
  read,
};

const FIELDS = `model=llm_summary/model|llm_summary/request_model inputTokens=llm_summary/prompt_tokens
  outputTokens=llm_summary/completion_tokens`;

function read(row: JsonObject, sink: RecordSink): void {
  const record = newRecord('apisix');
  const request = objectOf(row['request']);
  const response = objectOf(row['response']);
  const asked = objectOf(row['llm_request']);

  if (!readRequestBody(request['body'], record)) readChat(asked['messages'], record);
  if (asked['stream'] === true) record.parameters.stream = true;
  const said = textOf(objectOf(row['llm_response_text'])['content']);
  if (!readResponseBody(response['body'], record) && said !== undefined)
    record.answer = makeAnswer(said, '', undefined);
  set(record, { time: row['start_time'] });
  // The gateway has let in its consumer; a key may be one of many that the consumer has.
  readPlainHeaders(request['headers'], record, textOf(request['uri']));
  const { username } = objectOf(row['consumer']);
  if (textOf(username) !== undefined) chooseAccount(record, { user: username });
  fill(record, row, FIELDS);
  const latency = numberOf(row['latency']);
  if (latency !== undefined) setMissingNumber(record, 'latencyMs', Math.round(latency));
  // What somebody has chosen to log has the usual names.
  const { request: _, response: __, ...others } = row;
  readMetadataFields({ ...others, status: response['status'] ?? row['status'] }, record);
  emit(record, sink);
}
