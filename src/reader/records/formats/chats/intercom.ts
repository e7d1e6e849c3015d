import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import type { Format } from '../format.ts';
import { htmlText } from './html-text.ts';
import { type PlatformTurn, readTurns } from './platform-turns.ts';

/**
 * Conversations of Intercom as its API gives them, one object each: the message that began it, and parts. Its assistant answers as a bot
 * or is marked beside the author; what colleagues answer is no call.
 */
export const intercom: Format = {
  name: 'intercom',
  facts: 'documentation | time account messages answer status | Intercom: conversations with their parts',
  matches: (value) => hasParts(value) || isListed(value),
  read: (value, sink) => {
    if (hasParts(value)) readConversation(value, sink);
    else sink.reject(LISTED);
  },
};

const LISTED = 'conversation of a list of Intercom, which leaves out what was said: retrieve each conversation';

const hasParts = (value: JsonObject): boolean =>
  isObject(value['source']) && Array.isArray(objectOf(value['conversation_parts'])['conversation_parts']);

const isListed = (value: JsonObject): boolean =>
  value['type'] === 'conversation' && isObject(value['source']) && isObject(value['contacts']);

function readConversation(conversation: JsonObject, sink: RecordSink): void {
  const parts = listOf(objectOf(conversation['conversation_parts'])['conversation_parts']).map(objectOf);
  const first = { created_at: conversation['created_at'], ...objectOf(conversation['source']) };
  const turns = [first, ...parts].map(turnOf).filter((turn) => turn !== undefined);
  if (!turns.some(({ by }) => by === 'assistant')) return sink.skip('conversation without an answer of an assistant');
  const contacts = listOf(objectOf(conversation['contacts'])['contacts']).map(objectOf);
  // The id that the company itself gave; of several contacts nobody can tell whose it is.
  const own = contacts.length === 1 ? textOf(contacts[0]!['external_id']) : undefined;
  readTurns(
    turns,
    { format: 'intercom', who: own === undefined ? {} : { user: own }, session: conversation['id'] },
    sink,
  );
}

/** Parts without a text are assignments, notes of state and the like; those that only colleagues see are of type `note`. */
function turnOf(part: JsonObject): PlatformTurn | undefined {
  // Bodies are HTML.
  const text = htmlText(textOf(part['body']) ?? '');
  const author = objectOf(part['author']);
  if (text === '' || part['part_type'] === 'note') return undefined;
  const isAssistant = author['type'] === 'bot' || author['from_ai_agent'] === true || author['is_ai_answer'] === true;
  const isUser = author['type'] === 'user' || author['type'] === 'lead' || author['type'] === 'contact';
  const by = isAssistant ? 'assistant' : isUser ? 'user' : 'colleague';
  return { by, text, at: part, time: part['created_at'], id: part['id'], user: author['id'] };
}
