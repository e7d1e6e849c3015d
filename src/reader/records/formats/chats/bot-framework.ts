import { isObject, type JsonObject, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import type { Format } from '../format.ts';
import { type PlatformTurn, readTurns } from './platform-turns.ts';

/**
 * Conversations of Microsoft's bots: the table ConversationTranscript of Copilot Studio, whose rows hold all activities of a conversation in
 * `Content`, and activities of the Bot Framework one by one, as its transcripts and stores keep them.
 */
export const botFramework: Format = {
  name: 'bot-framework',
  facts:
    'documentation | time account messages answer status | Copilot Studio: the table ConversationTranscript; transcripts of the Bot Framework',
  matches: (value) => activitiesIn(value) !== undefined || isActivity(value) || isSession(value),
  read: (value, sink) => {
    const activities = activitiesIn(value);
    if (activities !== undefined) readConversation(activities, textOf(value['Name'] ?? value['name']), sink);
    else if (isSession(value)) sink.reject(SESSION);
    else if (turnOf(value) === undefined) sink.skip('activity of a bot without a message');
    else if (!sink.piece('bot-framework', conversationOf(value) ?? '', value)) join([value], sink);
  },
  join,
};

const SESSION =
  'list of sessions of Copilot Studio, whose transcripts name no user: export the table ConversationTranscript';

const isSession = (value: JsonObject): boolean =>
  typeof value['ChatTranscript'] === 'string' && 'InitialUserMessage' in value;

/** All of a conversation, by itself or as JSON in a column of a table. */
function activitiesIn(value: JsonObject): readonly JsonObject[] | undefined {
  const content = value['Content'] ?? value['content'];
  const inner = typeof content === 'string' && !content.startsWith('{"activities"') ? undefined : unpackJson(content);
  const list = value['activities'] ?? objectOf(inner)['activities'];
  if (!Array.isArray(list) || !isObject(list[0])) return undefined;
  return typeof list[0]['type'] === 'string' && list.some((item) => isObject(objectOf(item)['from']))
    ? list.filter(isObject)
    : undefined;
}

const isActivity = (value: JsonObject): boolean =>
  typeof value['type'] === 'string' &&
  typeof value['channelId'] === 'string' &&
  isObject(value['from']) &&
  isObject(value['conversation']);

const conversationOf = (activity: JsonObject): string | undefined => textOf(objectOf(activity['conversation'])['id']);

/** Roles are words, and numbers in Copilot Studio. Where an activity has none, the other side of it may. */
function isByBot(activity: JsonObject): boolean | undefined {
  const from = objectOf(activity['from'])['role'];
  if (from === 'bot' || from === 'skill' || from === 0) return true;
  if (from === 'user' || from === 1) return false;
  const to = objectOf(activity['recipient'])['role'];
  return to === 'bot' ? false : to === 'user' ? true : undefined;
}

function turnOf(activity: JsonObject): PlatformTurn | undefined {
  const text = textOf(activity['text']);
  const isBot = isByBot(activity);
  if (activity['type'] !== 'message' || text === undefined || isBot === undefined) return undefined;
  const { timestamp: time, id } = activity;
  const from = objectOf(activity['from']);
  const user = from['aadObjectId'] ?? from['id'];
  return { by: isBot ? 'assistant' : 'user', text, at: activity, time, id, user };
}

/** Stores may give the newest first. */
function join(activities: readonly JsonObject[], sink: RecordSink): void {
  const timeOf = ({ timestamp }: JsonObject): string => textOf(timestamp) ?? '';
  const inOrder = [...activities].sort((a, b) => Number(timeOf(a) > timeOf(b)) - Number(timeOf(a) < timeOf(b)));
  readConversation(inOrder, undefined, sink);
}

function readConversation(activities: readonly JsonObject[], name: string | undefined, sink: RecordSink): void {
  const turns = activities.map(turnOf).filter((turn) => turn !== undefined);
  const session = activities.map(conversationOf).find((id) => id !== undefined) ?? name;
  readTurns(turns, { format: 'bot-framework', who: {}, session }, sink);
}
