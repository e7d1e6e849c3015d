import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import { emit, fill, type Format, newRecord, type RecordSink } from '../kit.ts';

const CHAT = 'generateAssistantResponseEvent';
const COMPLETIONS = 'generateCompletionsEvent';
const TASK = 'startTaskAssistCodeGenerationEvent';

/** Prompt logs of Amazon Q Developer and Kiro: chats, completions of code, and tasks. */
export const amazonQ: Format = {
  name: 'amazon-q',
  facts: 'documentation | time account messages answer status | Amazon Q Developer and Kiro: prompt logs in S3',
  matches: (value) => [CHAT, COMPLETIONS, TASK].some((name) => isObject(value[`${name}Request`])),
  read,
};

const FIELDS = 'time=timeStamp model=modelId user=userId';

function read(value: JsonObject, sink: RecordSink): void {
  const name = [CHAT, COMPLETIONS, TASK].find((kind) => isObject(value[`${kind}Request`])) ?? CHAT;
  const request = objectOf(value[`${name}Request`]);
  const response = objectOf(value[`${name}Response`]);
  const record = newRecord('amazon-q');
  const completions = listOf(response['completions']).filter((text) => typeof text === 'string');
  const answer = textOf(response['assistantResponse']) ?? (completions.length > 0 ? completions.join('\n') : undefined);
  const { conversationId } = objectOf(response['messageMetadata']);
  fill(record, request, FIELDS, {
    prompt: textOf(request['prompt']) ?? request['leftContext'],
    answer,
    id: response['requestId'],
    session: conversationId ?? request['conversationId'],
  });
  record.status = 'ok';
  emit(record, sink);
}
