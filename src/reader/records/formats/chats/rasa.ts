import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import type { Format } from '../format.ts';
import { type PlatformTurn, readTurns } from './platform-turns.ts';

/**
 * Conversations of Rasa: trackers with all their events, as its API gives them, and events a row each, as its brokers send them and its
 * tracker store in SQL keeps them. What Rasa calls the sender is the user's id where the channel gives one, or else that of the conversation.
 */
export const rasa: Format = {
  name: 'rasa',
  facts:
    'documentation | time account messages answer status | Rasa: trackers, and events of brokers and of tracker stores in SQL',
  matches: (value) => isTracker(value) || isEvent(value),
  read: (value, sink) => {
    if (isTracker(value)) readConversation(listOf(value['events']).map(objectOf), value['sender_id'], sink);
    else if (turnOf(value) === undefined) sink.skip('event of a conversation without a message');
    else if (!sink.piece('rasa', textOf(value['sender_id']) ?? '', value)) join([value], sink);
  },
  join,
};

function isTracker(value: JsonObject): boolean {
  return (
    typeof value['sender_id'] === 'string' &&
    Array.isArray(value['events']) &&
    ('latest_message' in value || 'slots' in value)
  );
}

const isEvent = (value: JsonObject): boolean =>
  typeof value['sender_id'] === 'string' && EVENTS.has(typeOf(value)) && numberOf(value['timestamp']) !== undefined;

const typeOf = (value: JsonObject): unknown => value['event'] ?? value['type_name'];

/** Types of events. Those without a message are passed over, and any that Rasa adds later in a tracker as well. */
const EVENTS: ReadonlySet<unknown> = new Set(
  `user bot action slot session_started session_ended restart reset_slots rewind undo form active_loop loop_interrupted
  action_execution_rejected followup entities user_featurization reminder cancel_reminder export agent pause resume flow_started
  flow_completed flow_cancelled flow_interrupted flow_resumed stack`.split(/\s+/),
);

/** What was said, for a row of a table in the JSON beside it. */
function turnOf(event: JsonObject): PlatformTurn | undefined {
  const type = typeOf(event);
  const data = objectOf(unpackJson(event['data']));
  const text = textOf(event['text']) ?? textOf(data['text']);
  if (text === undefined || (type !== 'user' && type !== 'bot' && type !== 'agent')) return undefined;
  const by = type === 'user' ? 'user' : type === 'bot' ? 'assistant' : 'colleague';
  return { by, text, at: event, time: event['timestamp'], id: event['message_id'] ?? data['message_id'] };
}

/** Parts of a log may be in any order, and two events at one time stay as they are. */
function join(events: readonly JsonObject[], sink: RecordSink): void {
  const timeOf = ({ timestamp }: JsonObject): number => numberOf(timestamp) ?? 0;
  const inOrder = [...events].sort((a, b) => timeOf(a) - timeOf(b));
  readConversation(inOrder, events[0]?.['sender_id'], sink);
}

function readConversation(events: readonly JsonObject[], sender: unknown, sink: RecordSink): void {
  const turns = events
    .filter(isObject)
    .map(turnOf)
    .filter((turn) => turn !== undefined);
  readTurns(turns, { format: 'rasa', who: { 'end-user': sender }, session: sender }, sink);
}
