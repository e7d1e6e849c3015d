import { setMissingNumber, setMissingText } from '../../fields/set-missing.ts';
import type { Format } from '../format.ts';
import {
  type Answer,
  type Content,
  type Identity,
  type Message,
  newRecord,
  type Parameters,
  type RequestRecord,
} from '../../fields/request.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { IDENTITY_ORDER } from '../../fields/identity.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { isPictureHash } from '../../fields/pictures.ts';
import { isTime } from '../../fields/time.ts';
import { NUMBERS, TEXTS } from '../kit.ts';

/** What every line of the format says first. Its shape is published as `media/request.schema.json`. */
export const CANONICAL_SCHEMA = 'prompt-audit-request/1';

/** Requests in this program's own shape, as `prompt-audit convert` writes them: one a line, with where it was read. */
export const canonical: Format = {
  name: 'canonical',
  facts:
    'own | time account address agent system messages tools parameters answer tokens cost status | Canonical requests, as `prompt-audit convert` writes them',
  isBody: true,
  // Messages have a text: a body with those of an API is one, whatever else its client has put into it.
  matches: (value) =>
    value['schema'] === CANONICAL_SCHEMA &&
    !listOf(value['messages']).some((message) => 'content' in objectOf(message)),
  read,
};

/** One line of the format, without its line break. It has no facts: they are read from the log itself. */
export function canonicalLine(record: RequestRecord, file: string, line: number): string {
  return JSON.stringify({ schema: CANONICAL_SCHEMA, file, line, ...record, facts: undefined });
}

function read(value: JsonObject, sink: RecordSink): void {
  const record = newRecord('canonical');
  const time = numberOf(value['time']);
  if (isTime(time)) record.time = time;
  if (value['zoneKnown'] === false) record.zoneKnown = false;
  const account = readAccount(value['account']);
  if (account !== undefined) record.account = account;
  for (const field of TEXTS) setMissingText(record, field, value[field]);
  for (const field of NUMBERS) setMissingNumber(record, field, value[field]);
  const trace = readTrace(objectOf(value['trace']));
  if (trace !== undefined) record.trace = trace;
  if (value['batch'] === true) record.batch = true;
  record.system = textOf(value['system']) ?? '';
  record.messages = listOf(value['messages']).filter(isObject).map(readMessage);
  record.tools = listOf(value['tools'])
    .filter(isObject)
    .map(({ name, schema }) => ({ name: textOf(name) ?? '', schema: textOf(schema) ?? '{}' }));
  const definitions = textOf(value['definitions']);
  if (definitions !== undefined) record.definitions = definitions;
  record.parameters = readParameters(objectOf(value['parameters']));
  if (isObject(value['answer'])) record.answer = readAnswer(value['answer']);
  record.status = STATUSES.find((status) => status === value['status']) ?? 'unknown';
  record.content = CONTENTS.find((content) => content === value['content']) ?? 'none';
  sink.request(record);
}

const STATUSES: readonly RequestRecord['status'][] = ['ok', 'error', 'blocked', 'cached', 'unknown'];
const CONTENTS: readonly Content[] = ['full', 'truncated', 'redacted', 'reference', 'none'];
const SPEAKERS: readonly Message['role'][] = ['user', 'assistant', 'tool'];

function readTrace({ trace, span }: JsonObject): RequestRecord['trace'] {
  if (typeof trace !== 'string' || trace === '') return undefined;
  return typeof span === 'string' ? { trace, span } : { trace };
}

function readAccount(value: unknown): Identity | undefined {
  const { value: name, kind } = objectOf(value);
  const known = IDENTITY_ORDER.find((candidate) => candidate === kind);
  return known === undefined || typeof name !== 'string' || name === '' ? undefined : { value: name, kind: known };
}

function readMessage(value: JsonObject): Message {
  const message: Message = {
    role: SPEAKERS.find((role) => role === value['role']) ?? 'user',
    text: textOf(value['text']) ?? '',
  };
  const { toolCalls, reasoning } = value;
  if (typeof toolCalls === 'string') message.toolCalls = toolCalls;
  if (typeof reasoning === 'string' && reasoning !== '') message.reasoning = reasoning;
  const media = numberOf(value['media']);
  if (media !== undefined && media > 0) message.media = media;
  const pictures = listOf(value['pictures']).filter(isPictureHash);
  if (pictures.length > 0) message.pictures = pictures;
  return message;
}

function readParameters(value: JsonObject): Parameters {
  const parameters: Parameters = {};
  for (const name of ['temperature', 'topP', 'maxTokens', 'choices'] as const) {
    const number = numberOf(value[name]);
    if (number !== undefined) parameters[name] = number;
  }
  for (const name of ['logprobs', 'stream', 'structured'] as const) {
    const flag = value[name];
    if (typeof flag === 'boolean') parameters[name] = flag;
  }
  return parameters;
}

function readAnswer(value: JsonObject): Answer {
  const answer: Answer = { text: textOf(value['text']) ?? '', toolCalls: textOf(value['toolCalls']) ?? '' };
  const finish = textOf(value['finish']);
  return finish === undefined ? answer : { ...answer, finish };
}
