import { joinCalls } from '../records/dialects/content-parts.ts';
import { markContent } from '../records/fields/content.ts';
import { readChat, readParameters, readTools } from '../records/dialects/openai-chat.ts';
import { makeAnswer } from '../records/fields/answer.ts';
import type { RecordFormat } from '../records/formats/format.ts';
import { newRecord, type RequestRecord } from '../records/fields/request.ts';
import type { RecordSink } from '../records/fields/record-sink.ts';
import { isObject, type JsonObject, listOf, numberOf, textOf, unpackJson } from '../records/fields/json.ts';
import { readAnyAnswer, readAnyPrompt } from '../records/dialects/any-payload.ts';
import type { ProfileFormats } from '../records/formats/profile-formats.ts';
import { readMetadataFields } from '../records/fields/metadata-fields.ts';
import { firstAt, itemsAt, valueAt } from './field-path.ts';
import {
  type DetailedRule,
  detailsOf,
  type MappedField,
  type MappingProfile,
  type TimeUnit,
} from './mapping-profile.ts';

/** Makes formats of profiles, in their order. */
export function profileFormats(profiles: readonly MappingProfile[]): ProfileFormats {
  return {
    first: profiles.filter(({ override }) => override === true).map(mappingFormat),
    last: profiles.filter(({ override }) => override !== true).map(mappingFormat),
  };
}

/** The format that a profile describes. */
function mappingFormat(profile: MappingProfile): RecordFormat {
  const name = `mapping:${profile.name}`;
  const isRecord = recordTest(profile);
  const { records } = profile;
  if (records === undefined) {
    return { name, matches: isRecord, read: (value, sink) => readMapped(value, profile, name, sink) };
  }
  const inside = (value: JsonObject): JsonObject[] => itemsAt(value, records).filter(isRecord);
  return {
    name,
    matches: (value) => inside(value).length > 0,
    read: (value, sink) => {
      for (const item of inside(value)) readMapped(item, profile, name, sink);
    },
  };
}

/** All paths of `when` must be there; without them a prompt or an answer. */
function recordTest({ when, fields }: MappingProfile): (value: JsonObject) => boolean {
  if (when !== undefined) return (value) => when.every((path) => valueAt(value, path) !== undefined);
  const paths = [fields.prompt, fields.answer].flatMap((rule) => (rule === undefined ? [] : detailsOf(rule).paths));
  return (value) => firstAt(value, paths) !== undefined;
}

function readMapped(value: JsonObject, { fields }: MappingProfile, name: string, sink: RecordSink): void {
  const find = (field: MappedField): unknown => {
    const rule = fields[field];
    return rule === undefined ? undefined : firstAt(value, detailsOf(rule).paths);
  };
  const record = newRecord(name);
  if (fields.prompt !== undefined) readPrompt(find('prompt'), detailsOf(fields.prompt), record);
  const answer = find('answer');
  if (answer === undefined) takeLastAnswer(record);
  else readAnyAnswer(answer, record);
  addSystem(find('system'), record);
  readTools({ tools: unpackJson(find('tools')) }, record);
  readParameters(
    {
      temperature: find('temperature'),
      top_p: find('topP'),
      max_tokens: find('maxTokens'),
      n: find('choices'),
      stream: find('stream'),
    },
    record,
  );
  // Under the names that home-made logs use for them, so that both are read alike.
  readMetadataFields(
    {
      time: withUnit(find('time'), fields.time, 'ms'),
      request_id: find('id'),
      key: find('key'),
      user: find('user'),
      end_user: find('endUser'),
      project: find('project'),
      organisation: find('organisation'),
      session: find('session'),
      ip: find('address'),
      user_agent: find('userAgent'),
      model: find('model'),
      prompt_tokens: find('inputTokens'),
      completion_tokens: find('outputTokens'),
      latency_ms: withUnit(find('latency'), fields.latency, 'ms'),
      cost_usd: find('cost'),
      ...statusRow(find('status')),
      error: find('error'),
    },
    record,
  );
  markContent(record);
  sink.request(record);
}

/** Turns of a list under names of its own; anything else is read like the prompts of tracing products. */
function readPrompt(value: unknown, { role, text, roles }: DetailedRule, record: RequestRecord): void {
  const turns = unpackJson(value);
  if ((role === undefined && text === undefined) || listOf(turns).length === 0) return readAnyPrompt(value, record);
  for (const turn of listOf(turns)) {
    const said = text === undefined ? turn : valueAt(turn, text);
    const who = role === undefined ? 'user' : valueAt(turn, role);
    const word = typeof who === 'number' || typeof who === 'boolean' ? String(who) : (textOf(who) ?? '');
    const known = roles !== undefined && Object.hasOwn(roles, word) ? roles[word] : who;
    readChat([{ role: known, content: said }], record);
  }
}

/** A conversation that ends in an answer and has none elsewhere: the answer is its last turn. */
function takeLastAnswer(record: RequestRecord): void {
  if (record.answer !== undefined || record.messages.length < 2) return;
  const last = record.messages.at(-1)!;
  if (last.role !== 'assistant') return;
  record.messages.pop();
  record.answer = makeAnswer(last.text, last.toolCalls ?? joinCalls([]), undefined);
}

function addSystem(value: unknown, record: RequestRecord): void {
  if (value === undefined) return;
  const rest = record.system;
  record.system = '';
  const content = unpackJson(value);
  readChat([{ role: 'system', content: isObject(content) || Array.isArray(content) ? content : value }], record);
  if (rest !== '') record.system = record.system === '' ? rest : `${record.system}\n\n${rest}`;
}

const UNIT_MS: Readonly<Record<TimeUnit, number>> = { s: 1e3, ms: 1, us: 1e-3, ns: 1e-6 };

/** A number with a stated unit in ms; what has none stays as it is. */
function withUnit(value: unknown, rule: MappingProfile['fields']['time'], standard: TimeUnit): unknown {
  const unit = rule === undefined ? undefined : detailsOf(rule).unit;
  if (unit === undefined) return value;
  const number = numberOf(value);
  return number === undefined ? value : (number * UNIT_MS[unit]) / UNIT_MS[standard];
}

/** True and false say how a call ended where a log has no code and no word for it. */
function statusRow(status: unknown): JsonObject {
  return typeof status === 'boolean' ? { success: status } : { status };
}
