import { isObject, type JsonObject, listOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import type { Format } from '../format.ts';
import { type DialogflowPart, partOfText } from './dialogflow-text.ts';
import { inOrderOfTime, type PlatformTurn, readTurns } from './platform-turns.ts';

/**
 * What Dialogflow writes to Cloud Logging: an entry for each message of a user and one for the answer, which repeats the message. The
 * CX edition writes JSON and the ES edition text. The session is all that says who it was.
 */
export const dialogflow: Format = {
  name: 'dialogflow',
  facts: 'documentation | time messages answer status | Dialogflow CX and ES: entries of Cloud Logging',
  matches: (value) =>
    /dialogflow/.test(textOf(value['logName']) ?? '') &&
    (isObject(value['jsonPayload']) || typeof value['textPayload'] === 'string') &&
    Object.keys(value).every((name) => ENTRY_NAMES.has(name)),
  read: (value, sink) => {
    const part = partOf(value);
    if (part === undefined) sink.skip(WITHOUT_TEXT);
    else if (!sink.piece('dialogflow', keyOf(value, part), value)) join([value], sink);
  },
  join,
};

const WITHOUT_TEXT = 'entry of Dialogflow without a message';

/** The fields of an entry, and those that a table in BigQuery has: what a client sends is never among them. */
const ENTRY_NAMES: ReadonlySet<string> = new Set(
  `insertId jsonPayload textPayload labels logName receiveTimestamp resource severity timestamp trace spanId traceSampled
  httpRequest operation sourceLocation split errorGroups`.split(/\s+/),
);

/** Names in tables of BigQuery are in lower case. */
const field = (value: JsonObject, name: string): unknown => value[name] ?? value[name.toLowerCase()];

const inner = (value: JsonObject, name: string): JsonObject => objectOf(unpackJson(field(value, name)));

function partOf(entry: JsonObject): DialogflowPart | undefined {
  const text = textOf(entry['textPayload']);
  if (text !== undefined) return partOfText(text);
  const payload = objectOf(entry['jsonPayload']);
  const session = textOf(payload['session'])?.split('/').at(-1);
  const input = inner(payload, 'queryInput');
  const asked = textOf(objectOf(input['text'])['text']) || textOf(input['transcript']) || undefined;
  if (asked !== undefined) return { session, asked, isAnswer: false };
  const result = inner(payload, 'queryResult');
  const said = listOf(field(result, 'responseMessages'))
    .flatMap((message) => listOf(objectOf(objectOf(message)['text'])['text']))
    .filter((line) => typeof line === 'string');
  const heard = textOf(result['text']) || textOf(result['transcript']) || undefined;
  if (heard === undefined && said.length === 0) return undefined;
  const isPart = field(payload, 'responseType') === 'PARTIAL';
  const id = textOf(field(payload, 'responseId'));
  return { session, asked: heard, said: said.join('\n'), isAnswer: true, isPart, id };
}

function sessionOf(entry: JsonObject, part: DialogflowPart): string | undefined {
  return textOf(objectOf(unpackJson(entry['labels']))['session_id']) ?? part.session;
}

/** Programs may give their sessions with two agents the same name. An entry that names no session is a conversation by itself. */
function keyOf(entry: JsonObject, part: DialogflowPart): string {
  const { agent_id: agent } = objectOf(unpackJson(entry['labels']));
  const session = sessionOf(entry, part);
  return JSON.stringify(session === undefined ? [entry['insertId']] : [entry['logName'], agent, session]);
}

function join(entries: readonly JsonObject[], sink: RecordSink): void {
  const turns: PlatformTurn[] = [];
  /** The message that the next answer is to. */
  let open: PlatformTurn | undefined;
  let session: string | undefined;
  for (const entry of inOrderOfTime(entries, 'timestamp')) {
    const part = partOf(entry);
    if (part === undefined) continue;
    const { asked, said = '', id } = part;
    session ??= sessionOf(entry, part);
    const { timestamp: time, insertId } = entry;
    if (asked !== undefined && (!part.isAnswer || open === undefined)) {
      open = { by: 'user', text: asked, at: entry, time, id: id ?? insertId };
      turns.push(open);
    }
    if (!part.isAnswer) continue;
    if (open !== undefined && id !== undefined) open.id = id;
    if (said !== '') turns.push({ by: 'assistant', text: said, at: entry, time });
    if (part.isPart !== true) open = undefined;
  }
  readTurns(turns, { format: 'dialogflow', who: {}, session }, sink);
}
