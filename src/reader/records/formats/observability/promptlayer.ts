import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { readParameters, readTools } from '../../dialects/openai-chat.ts';
import { isObject, type JsonObject, listOf, objectOf } from '../../fields/json.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';
import { emit, type Format, newRecord, type RecordSink, set } from '../kit.ts';

/**
 * Requests as the API of PromptLayer gives them: the messages of a call, in the last of which the answer may be, and model and
 * parameters, as a blueprint that could be sent again.
 */
export const promptLayer: Format = {
  name: 'promptlayer',
  facts:
    'documentation | time system messages parameters answer tokens cost status | PromptLayer: requests as its API gives them',
  matches: (value) => isObject(value['prompt_blueprint']) && 'request_id' in value,
  read,
};

const EMPTY = 'request of PromptLayer without its messages';

function read(value: JsonObject, sink: RecordSink): void {
  const { prompt_template: template, metadata } = objectOf(value['prompt_blueprint']);
  const { messages, content, ...others } = objectOf(template);
  // A completion has one text, which nobody is named to have said.
  const chat = content === undefined ? listOf(messages).map(objectOf) : [{ role: 'user', content }];
  if (chat.length === 0) return sink.reject(EMPTY);
  const record = newRecord('promptlayer');
  const last = chat.at(-1);
  const isAnswered = last?.['role'] === 'assistant';
  readAnyPrompt(isAnswered ? chat.slice(0, -1) : chat, record);
  if (isAnswered) readAnyAnswer(last, record);
  readTools(others, record);
  readParameters(objectOf(objectOf(objectOf(metadata)['model'])['parameters']), record);
  set(record, { time: value['request_start_time'] });
  readMetadataFields(value, record);
  set(record, { costUsd: value['price'] });
  if (record.status === 'unknown' && isAnswered) record.status = 'ok';
  emit(record, sink);
}
