import { type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import type { Format } from '../format.ts';
import { htmlText } from './html-text.ts';
import { type PlatformTurn, readTurns } from './platform-turns.ts';

/**
 * Conversation logs of Zendesk, one object a ticket: messages and comments of the customer, of bots and of people. Notes that only
 * colleagues see are left out.
 */
export const zendesk: Format = {
  name: 'zendesk',
  facts: 'documentation | time account messages answer status | Zendesk: conversation logs of tickets',
  matches: (value) => isEvent(value) || ('events' in value && isEvent(objectOf(listOf(value['events'])[0]))),
  read: (value, sink) => {
    if (isEvent(value)) sink.reject(ALONE);
    else readConversation(value, sink);
  },
};

const ALONE = 'message of a Zendesk conversation without the others: export the object with the list of events';

const isEvent = (value: JsonObject): boolean =>
  typeof value['reference'] === 'string' && value['reference'].startsWith('zen:') && 'author' in value;

function readConversation(log: JsonObject, sink: RecordSink): void {
  const turns = listOf(log['events'])
    .map((event) => turnOf(objectOf(event)))
    .filter((turn) => turn !== undefined)
    .sort((a, b) => (a.time < b.time ? -1 : Number(a.time > b.time)));
  if (!turns.some(({ by }) => by === 'assistant')) return sink.skip('conversation without an answer of an assistant');
  readTurns(turns, { format: 'zendesk', who: {}, session: undefined }, sink);
}

const BY: ReadonlyMap<unknown, PlatformTurn['by']> = new Map([
  ['user', 'user'],
  ['end-user', 'user'],
  ['bot', 'assistant'],
  ['agent', 'colleague'],
]);

/** All times are of one zone and form. */
function turnOf(event: JsonObject): (PlatformTurn & { time: string }) | undefined {
  const [author, content] = [objectOf(event['author']), objectOf(event['content'])];
  const by = BY.get(author['type']);
  const text = textOf(content['text']) ?? htmlText(textOf(content['body']) ?? '');
  if (by === undefined || text === '' || objectOf(event['metadata'])['public'] === false) return undefined;
  const user = author['zen:support:user_id'] ?? author['zen:sunco:user_id'];
  return { by, text, at: event, time: textOf(event['created_at']) ?? '', id: event['id'], user };
}
