import { readChat } from '../../dialects/openai-chat.ts';
import { noteRetrieved } from '../../facts/reading/document-facts.ts';
import { setMissingNumber } from '../../fields/set-missing.ts';
import { type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import { emit, fill, type Format, newRecord, type RecordSink, set } from '../kit.ts';

/** Messages of Dify: a question with its answer, and in apps of the older kinds the messages that the model got. */
export const dify: Format = {
  name: 'dify',
  facts:
    'documentation | time account system messages answer tokens cost status | Dify: messages of its API, console and database',
  matches: (value) =>
    typeof value['query'] === 'string' &&
    typeof value['conversation_id'] === 'string' &&
    'answer' in value &&
    ['message_tokens', 'agent_thoughts', 'retriever_resources', 'message_files'].some((name) => name in value),
  read,
};

const FIELDS = `answer=answer time=created_at id=id|message_id model=model_id session=conversation_id
  endUser=from_end_user_id user=from_account_id end-user=from_end_user_id project=app_id`;

function read(row: JsonObject, sink: RecordSink): void {
  const record = newRecord('dify');
  const sent = listOf(row['message'])
    .map(objectOf)
    .map(({ role, text }) => ({ role, content: text }));
  readChat(sent, record);
  // In the newer kinds only the question is kept; in the older the answer comes after it again.
  if (record.messages.at(-1)?.role === 'assistant') record.messages.pop();
  if (record.messages.length === 0) readChat(row['query'], record);
  fill(record, row, FIELDS);
  const metadata = objectOf(row['metadata']);
  noteRetrieved(row['retriever_resources'] ?? metadata['retriever_resources'], record);
  const usage = objectOf(metadata['usage']);
  set(record, {
    inputTokens: usage['prompt_tokens'] ?? row['message_tokens'],
    outputTokens: usage['completion_tokens'] ?? row['answer_tokens'],
  });
  if ((textOf(usage['currency'] ?? row['currency']) ?? 'USD') === 'USD')
    setMissingNumber(record, 'costUsd', usage['total_price'] ?? row['total_price']);
  set(record, { latencyS: row['provider_response_latency'] });
  record.status = row['status'] === 'error' || textOf(row['error']) !== undefined ? 'error' : 'ok';
  emit(record, sink);
}
