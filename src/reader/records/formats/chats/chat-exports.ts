import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import { Transcript } from '../transcript.ts';
import { fill, type Format, type RecordSink, set } from '../kit.ts';

/** Chats as people export them from Claude: a list of messages with a sender. */
export const claudeExport: Format = {
  name: 'chat-exports',
  facts: 'documentation | time account messages answer status | Exports of chats from ChatGPT, Claude and DeepSeek',
  matches: (value) => textOf(objectOf(listOf(value['chat_messages'])[0])['sender']) !== undefined,
  read: readClaude,
};

/** Chats as people export them from ChatGPT: a tree of messages, in which each answer was a call with those above it. */
export const chatgptExport: Format = {
  name: 'chat-exports',
  facts: claudeExport.facts,
  matches: (value) => isObject(value['mapping']) && Object.values(value['mapping']).some((node) => isNode(node)),
  read: readChatgpt,
};

const NOTHING = 'conversation without an answer';

const FIELDS = 'model=model session=uuid user=account/uuid';

function readClaude(chat: JsonObject, sink: RecordSink): void {
  const session = new Transcript('chat-exports', sink);
  for (const message of listOf(chat['chat_messages']).map(objectOf)) {
    const content = listOf(message['content']).length > 0 ? message['content'] : message['text'];
    if (message['sender'] !== 'assistant') {
      session.say({ role: 'user', content });
      continue;
    }
    session.answer(message, { content }, (record) => {
      fill(record, chat, FIELDS, { time: message['created_at'], id: message['uuid'] });
    });
  }
  if (session.answers === 0) sink.skip(NOTHING);
}

function isNode(value: unknown): boolean {
  const { message, children } = objectOf(value);
  return Array.isArray(children) && (message === null || isObject(message));
}

function readChatgpt(chat: JsonObject, sink: RecordSink): void {
  const nodes = objectOf(chat['mapping']);
  let found = false;
  for (const node of Object.values(nodes).map(objectOf)) {
    const answer = objectOf(node['message']);
    if (roleOf(answer) !== 'assistant' || textIn(answer) === '') continue;
    found = true;
    const session = new Transcript('chat-exports', sink);
    for (const message of wayTo(node, nodes)) {
      const [role, content] = [roleOf(message), textIn(message)];
      if (content !== '' && role !== 'assistant') session.say({ role, content });
      else if (content !== '') session.recall({ content });
    }
    session.answer(answer, { content: textIn(answer) }, (record) => {
      set(record, {
        time: answer['create_time'] ?? answer['inserted_at'] ?? chat['create_time'],
        id: answer['id'],
        model: objectOf(answer['metadata'])['model_slug'] ?? answer['model'],
        session: chat['conversation_id'] ?? chat['id'],
      });
    });
  }
  if (!found) sink.skip(NOTHING);
}

function roleOf(message: JsonObject): string {
  const fragments = listOf(message['fragments']);
  if (fragments.length === 0) return textOf(objectOf(message['author'])['role']) ?? '';
  return fragments.some((fragment) => objectOf(fragment)['type'] === 'REQUEST') ? 'user' : 'assistant';
}

/** Parts of a message that are text; pictures and files are objects. */
function textIn(message: JsonObject): string {
  const { parts, text } = objectOf(message['content']);
  // DeepSeek keeps a message in fragments: what was asked, thought and answered.
  const said = listOf(message['fragments'])
    .map(objectOf)
    .filter(({ type }) => type === 'REQUEST' || type === 'RESPONSE');
  if (said.length > 0) return said.map(({ content }) => textOf(content) ?? '').join('\n');
  return listOf(parts)
    .filter((part) => typeof part === 'string')
    .concat(textOf(text) ?? [])
    .join('\n');
}

/** Messages above a node, oldest first. A damaged tree may run in a circle. */
function wayTo(node: JsonObject, nodes: JsonObject): JsonObject[] {
  const way: JsonObject[] = [];
  const seen = new Set<unknown>();
  for (let id = textOf(node['parent']); id !== undefined && !seen.has(id) && Object.hasOwn(nodes, id);) {
    seen.add(id);
    const above = objectOf(nodes[id]);
    if (isObject(above['message'])) way.push(above['message']);
    id = textOf(above['parent']);
  }
  return way.reverse();
}
