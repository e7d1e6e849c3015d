import { markContent } from '../../fields/content.ts';
import { makeAnswer } from '../../fields/answer.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { newRecord } from '../../fields/request.ts';
import { setMissingText } from '../../fields/set-missing.ts';
import { readTime } from '../../fields/time.ts';
import type { Format } from '../format.ts';

const CHAT = 'generateAssistantResponseEvent';
const COMPLETIONS = 'generateCompletionsEvent';
const TASK = 'startTaskAssistCodeGenerationEvent';

/** Prompt logs of Amazon Q Developer and Kiro: chats, completions of code, and tasks. */
export const amazonQ: Format = {
  name: 'amazon-q',
  facts: {
    title: 'Amazon Q Developer and Kiro: prompt logs in S3',
    gives: ['time', 'account', 'messages', 'answer', 'status'],
    source: 'documentation',
  },
  matches: (value) => [CHAT, COMPLETIONS, TASK].some((name) => isObject(value[`${name}Request`])),
  read,
};

function read(value: JsonObject, sink: RecordSink): void {
  const name = [CHAT, COMPLETIONS, TASK].find((kind) => isObject(value[`${kind}Request`])) ?? CHAT;
  const request = objectOf(value[`${name}Request`]);
  const response = objectOf(value[`${name}Response`]);
  const record = newRecord('amazon-q');
  const prompt = textOf(request['prompt']) ?? textOf(request['leftContext']);
  if (prompt !== undefined && prompt !== '') record.messages.push({ role: 'user', text: prompt, toolCalls: '' });
  const completions = listOf(response['completions']).filter((text) => typeof text === 'string');
  const answer = textOf(response['assistantResponse']) ?? (completions.length > 0 ? completions.join('\n') : undefined);
  if (answer !== undefined) record.answer = makeAnswer(answer, '', undefined);
  readTime(record, request['timeStamp']);
  setMissingText(record, 'id', response['requestId']);
  setMissingText(record, 'model', request['modelId']);
  const { conversationId } = objectOf(response['messageMetadata']);
  setMissingText(record, 'session', conversationId ?? request['conversationId']);
  chooseAccount(record, { user: request['userId'] });
  record.status = 'ok';
  markContent(record);
  sink.request(record);
}
