import { readChat } from '../../dialects/openai-chat.ts';
import { markContent } from '../../fields/content.ts';
import { noteRetrieved } from '../../facts/reading/document-facts.ts';
import { makeAnswer } from '../../fields/answer.ts';
import { setMissingNumber, setMissingText } from '../../fields/set-missing.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { newRecord } from '../../fields/request.ts';
import { readTime } from '../../fields/time.ts';
import type { Format } from '../format.ts';

/** Messages of Dify: a question with its answer, and in apps of the older kinds the messages that the model got. */
export const dify: Format = {
  name: 'dify',
  facts: {
    title: 'Dify: messages of its API, console and database',
    gives: ['time', 'account', 'system', 'messages', 'answer', 'tokens', 'cost', 'status'],
    source: 'documentation',
  },
  matches: (value) =>
    typeof value['query'] === 'string' &&
    typeof value['conversation_id'] === 'string' &&
    'answer' in value &&
    ['message_tokens', 'agent_thoughts', 'retriever_resources', 'message_files'].some((name) => name in value),
  read,
};

function read(row: JsonObject, sink: RecordSink): void {
  const record = newRecord('dify');
  const sent = listOf(row['message'])
    .map(objectOf)
    .map(({ role, text }) => ({ role, content: text }));
  readChat(sent, record);
  // In the newer kinds only the question is kept; in the older the answer comes after it again.
  if (record.messages.at(-1)?.role === 'assistant') record.messages.pop();
  if (record.messages.length === 0) readChat(row['query'], record);
  const answer = textOf(row['answer']);
  if (answer !== undefined) record.answer = makeAnswer(answer, '', undefined);
  readTime(record, row['created_at']);
  setMissingText(record, 'id', row['id'] ?? row['message_id']);
  setMissingText(record, 'model', row['model_id']);
  setMissingText(record, 'session', row['conversation_id']);
  setMissingText(record, 'endUser', row['from_end_user_id']);
  chooseAccount(record, { user: row['from_account_id'], 'end-user': row['from_end_user_id'], project: row['app_id'] });
  const metadata = objectOf(row['metadata']);
  noteRetrieved(row['retriever_resources'] ?? metadata['retriever_resources'], record);
  const usage = objectOf(metadata['usage']);
  setMissingNumber(record, 'inputTokens', usage['prompt_tokens'] ?? row['message_tokens']);
  setMissingNumber(record, 'outputTokens', usage['completion_tokens'] ?? row['answer_tokens']);
  if ((textOf(usage['currency'] ?? row['currency']) ?? 'USD') === 'USD')
    setMissingNumber(record, 'costUsd', usage['total_price'] ?? row['total_price']);
  const seconds = numberOf(row['provider_response_latency']);
  if (seconds !== undefined) setMissingNumber(record, 'latencyMs', Math.round(seconds * 1000));
  record.status = row['status'] === 'error' || textOf(row['error']) !== undefined ? 'error' : 'ok';
  markContent(record);
  sink.request(record);
}
