import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { readParameters, readTools } from '../../dialects/openai-chat.ts';
import { markContent } from '../../fields/content.ts';
import { isObject, type JsonObject, listOf, objectOf } from '../../fields/json.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { newRecord } from '../../fields/request.ts';
import { setMissingNumber } from '../../fields/set-missing.ts';
import { readTime } from '../../fields/time.ts';
import type { Format } from '../format.ts';

/**
 * Requests as the API of PromptLayer gives them: the messages of a call, in the last of which the answer may be, and model and
 * parameters, as a blueprint that could be sent again.
 */
export const promptLayer: Format = {
  name: 'promptlayer',
  facts: {
    title: 'PromptLayer: requests as its API gives them',
    gives: ['time', 'system', 'messages', 'parameters', 'answer', 'tokens', 'cost', 'status'],
    source: 'documentation',
  },
  matches: (value) => isObject(value['prompt_blueprint']) && 'request_id' in value,
  read,
};

const EMPTY = 'request of PromptLayer without its messages';

function read(value: JsonObject, sink: RecordSink): void {
  const { prompt_template: template, metadata } = objectOf(value['prompt_blueprint']);
  const { messages, content, ...others } = objectOf(template);
  // A completion has one text, which nobody is named to have said.
  const chat = content === undefined ? listOf(messages).map(objectOf) : [{ role: 'user', content }];
  if (chat.length === 0) {
    sink.reject(EMPTY);
    return;
  }
  const record = newRecord('promptlayer');
  const last = chat.at(-1);
  const isAnswered = last?.['role'] === 'assistant';
  readAnyPrompt(isAnswered ? chat.slice(0, -1) : chat, record);
  if (isAnswered) readAnyAnswer(last, record);
  readTools(others, record);
  readParameters(objectOf(objectOf(objectOf(metadata)['model'])['parameters']), record);
  readTime(record, value['request_start_time']);
  readMetadataFields(value, record);
  setMissingNumber(record, 'costUsd', value['price']);
  if (record.status === 'unknown' && isAnswered) record.status = 'ok';
  markContent(record);
  sink.request(record);
}
