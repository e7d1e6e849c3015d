import { isObject, type JsonObject, listOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { Transcript } from '../transcript.ts';
import { type Format, type RecordSink, set } from '../kit.ts';

/**
 * Chats that Open WebUI exports: messages form a tree, in which an answer that was made again is next to the first.
 * Each answer was a call with the messages on its way to the root.
 */
export const openWebui: Format = {
  name: 'open-webui',
  facts: 'recorded logs | time account system messages answer tokens status | Open WebUI chat exports',
  isBody: true,
  matches: (value) => messagesOf(value) !== undefined,
  read,
};

function messagesOf(value: JsonObject): JsonObject | undefined {
  const { messages } = objectOf(chatOf(value)['history']);
  return isObject(messages) ? messages : undefined;
}

/** Rows of the database have it as a text. */
function chatOf(value: JsonObject): JsonObject {
  const chat = unpackJson(value['chat']);
  return isObject(chat) ? chat : value;
}

function read(value: JsonObject, sink: RecordSink): void {
  const messages = messagesOf(value) ?? {};
  const answers = Object.values(messages)
    .map(objectOf)
    .filter(
      ({ role, content }) => role === 'assistant' && (textOf(content) !== undefined || listOf(content).length > 0),
    );
  if (answers.length === 0) sink.skip('conversation without an answer');
  for (const answer of answers) {
    const session = new Transcript('open-webui', sink);
    const chat = chatOf(value);
    const system = textOf(objectOf(chat['params'])['system']) ?? textOf(chat['system']);
    if (system !== undefined) session.say({ role: 'system', content: system });
    for (const message of wayTo(answer, messages)) session.say(withMedia(message));
    session.answer(answer, answer, (record) => {
      const usage = objectOf(answer['usage'] ?? answer['info']);
      set(record, {
        time: answer['timestamp'] ?? value['created_at'],
        id: answer['id'],
        model: answer['model'] ?? listOf(chat['models'])[0],
        session: value['id'] ?? chat['id'],
        user: value['user_id'],
        inputTokens: usage['prompt_tokens'] ?? usage['prompt_eval_count'],
        outputTokens: usage['completion_tokens'] ?? usage['eval_count'],
      });
      const { error } = answer;
      if (error !== undefined && error !== null && error !== false) record.status = 'error';
      set(record, { latencyNs: usage['total_duration'] });
    });
  }
}

/** Messages before an answer, oldest first. A damaged tree may run in a circle. */
function wayTo(answer: JsonObject, messages: JsonObject): JsonObject[] {
  const way: JsonObject[] = [];
  const seen = new Set<JsonObject>([answer]);
  for (let next = parentOf(answer, messages); next !== undefined && !seen.has(next); next = parentOf(next, messages)) {
    seen.add(next);
    way.push(next);
  }
  return way.reverse();
}

function parentOf(message: JsonObject, messages: JsonObject): JsonObject | undefined {
  const id = textOf(message['parentId']);
  const parent = id === undefined || !Object.hasOwn(messages, id) ? undefined : messages[id];
  return isObject(parent) ? parent : undefined;
}

function withMedia(message: JsonObject): JsonObject {
  const files = listOf(message['files']).map((): JsonObject => ({ type: 'file' }));
  return files.length === 0 ? message : { ...message, content: [{ type: 'text', text: message['content'] }, ...files] };
}
