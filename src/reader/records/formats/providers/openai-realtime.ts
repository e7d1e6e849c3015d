import { addTo } from '../../../../math/lists/many.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import { newRecord } from '../../fields/request.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { readAround, surroundingsOf } from '../../callers/surroundings.ts';
import type { Format } from '../format.ts';
import { rawRequest } from '../general/raw-api.ts';
import { RealtimeConversation, type RealtimeLine } from './realtime-conversation.ts';

/**
 * Events of OpenAI's Realtime API and services like it, an event a line, as programs log what comes over the connection. Each answer
 * that ends is a call with what was said before it.
 */
export const openaiRealtime: Format = {
  name: 'openai-realtime',
  facts:
    'documentation | time account system messages tools parameters answer tokens status | OpenAI Realtime API: its events, one a line',
  matches: (value) => isEvent(value) && !rawRequest.matches(value),
  read: (value, sink) => {
    const around = [besideOf(value), ...(sink.around ?? [])];
    const piece = {
      event: value,
      ...(sink.collectorTime === '' ? {} : { time: sink.collectorTime }),
      around: around.map(surroundingsOf),
    };
    if (sink.piece('openai-realtime', '', piece)) return;
    join([piece], sink);
    sink.skip('event of a very long stream');
  },
  join,
};

const OF_SERVER =
  /^(?:session|conversation|response|input_audio_buffer|output_audio_buffer|transcription_session|rate_limits|mcp_list_tools)\.[\w.]{1,60}$/;
/** A client need not number its events. */
const OF_CLIENT =
  /^(?:session\.update|conversation\.item\.(?:create|delete|truncate)|response\.(?:create|cancel)|input_audio_buffer\.(?:append|commit|clear))$/;

function isEvent(value: JsonObject): boolean {
  const { type, event_id: id } = value;
  if (typeof type !== 'string' || !(type === 'error' ? isObject(value['error']) : OF_SERVER.test(type))) return false;
  if (/^response\.(?:created|done)$/.test(type) && !isObject(value['response'])) return false;
  return (typeof id === 'string' || OF_CLIENT.test(type)) && hasNoOther(value);
}

/** What is neither of an event nor of who sent it and when may be what somebody asked. */
function hasNoOther(value: JsonObject): boolean {
  const beside = surroundingsOf(besideOf(value));
  return Object.keys(value).every((name) => NAMES.has(name) || name in beside);
}

/** What a program has added to an event. Objects are of the event, in which a client may have written. */
function besideOf(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name, item]) => !NAMES.has(name) && !isObject(item)));
}

/** Fields of all events. */
const NAMES: ReadonlySet<string> = new Set(
  `type event_id session conversation item item_id previous_item_id response response_id output_index content_index delta text
  transcript audio part name call_id arguments usage logprobs obfuscation rate_limits error audio_start_ms audio_end_ms id speaker start
  end annotation annotation_index`.split(/\s+/),
);

function join(pieces: readonly JsonObject[], sink: RecordSink): void {
  const lanes = new Map<string, RealtimeLine[]>();
  for (const piece of pieces) {
    const line = {
      piece,
      event: objectOf(piece['event']),
      around: listOf(piece['around']).map(objectOf),
      time: textOf(piece['time']) ?? '',
    };
    const key = laneOf(line);
    addTo(lanes, key, line);
  }
  for (const lines of lanes.values()) readLane(lines, sink);
}

/** Who is at the other side of a connection, as far as the log says so: nobody's events are mixed with those of others. */
function laneOf({ around }: RealtimeLine): string {
  const said = newRecord('');
  readAround(around, said);
  return JSON.stringify([said.account?.value, said.endUser, said.session, said.address]);
}

/** Events of connections that nothing tells apart: which conversation one is of is told by the items in it. */
function readLane(lines: readonly RealtimeLine[], sink: RecordSink): void {
  const heard = transcriptsIn(lines);
  const byItem = new Map<string, RealtimeConversation>();
  const byName = new Map<string, RealtimeConversation>();
  const all = [new RealtimeConversation(heard, sink)];
  let latest = all[0]!;
  for (const line of lines) {
    const { type, session, conversation, item, previous_item_id: before, response } = line.event;
    if (type === 'session.created') all.push((latest = new RealtimeConversation(heard, sink)));
    const { id, conversation_id: name, output } = objectOf(response);
    const names = [objectOf(session)['id'], objectOf(conversation)['id'], name, id].filter((one) => isNamed(one));
    const items = [objectOf(item)['id'], ...listOf(output).map((one) => objectOf(one)['id'])].filter(isNamed);
    const known =
      names.map((one) => byName.get(one)).find(Boolean) ??
      [...items, before].map((one) => (isNamed(one) ? byItem.get(one) : undefined)).find(Boolean) ??
      latest;
    for (const one of names) byName.set(one, known);
    for (const one of items) byItem.set(one, known);
    known.see(line);
  }
  for (const one of all) one.end();
}

const isNamed = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** What was said in audio is written down later, maybe when it was answered already. */
function transcriptsIn(lines: readonly RealtimeLine[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { event } of lines) {
    const { type, item_id: id, transcript } = event;
    if (type !== 'conversation.item.input_audio_transcription.completed') continue;
    if (isNamed(id) && isNamed(transcript)) found.set(id, transcript);
  }
  return found;
}
