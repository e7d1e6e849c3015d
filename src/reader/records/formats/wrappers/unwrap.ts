import { requestDialect, responseDialect, streamedAnswer } from '../../dialects/bodies.ts';
import { messageRows, sessionOf } from '../chats/message-rows.ts';
import { formatOf } from '../formats.ts';
import { wrappedIn } from './log-bodies.ts';
import { noRequests } from '../general/no-requests.ts';
import * as tables from './inner-tables.ts';
import { unpackPacked } from './packed-json.ts';
import { inPlainNames } from '../plain-names.ts';
import { withoutUnions } from './typed-values.ts';
import type { Format } from '../format.ts';
import { isEmpty, isObject, type JsonObject, objectOf, unpackJson } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { mayBeCall, inferredCall } from '../general/inferred-call.ts';
import { isPlainCall, plainCall } from '../general/plain-call.ts';
import { words } from '../../../../schema/words.ts';

/** Deepest nesting of wrappers that is opened: Lambda gets a subscription of CloudWatch from Kinesis in seven. */
const MAX_WRAPPERS = 8;

/** Lists of records inside one object: Event Hub, REST pages, search results, batch requests, CloudWatch, exports of chats. */
const LISTS = words(`post runs records Records requests data logEvents events loglines items results result rows
  value hits logs chats Items request_states tables series conversations streams`);

/**
 * One record inside another object: log shippers, queues, callbacks, search results. The last five are of consoles in Azure Monitor:
 * ContainerLogV2, ContainerLog, Container Apps, App Service.
 */
const SINGLES = words(`standard_logging_object kwargs jsonPayload message @message MESSAGE log _source payload
  body data attributes hits result value _raw awslogs kinesis state meta generation properties event original
  line msg textPayload record extra fields doc row customDimensions _airbyte_data log_message log_entry log_s
  result_description resultDescription`);

/**
 * Takes a record with its format.
 * @param around objects that hold this record and no other one, the nearest first: what they say of a call, they say of this one
 */
export type TakeRecord = (value: JsonObject, format: Format, around: readonly JsonObject[]) => void;

/**
 * Opens wrappers around log records, for example `{"records":[...]}`, arrays, or a JSON string in `message`, and hands
 * on each record with its format. Returns false when there was something that no format reads.
 */
export const unwrap = (value: unknown, take: TakeRecord): boolean =>
  unwrapValue(value, { take, callIn: plainCall, opened: unpackPacked }, 0, ALONE);

/**
 * The same for values that `unwrap` found nothing in: what a record means is told by what its fields hold: see `inferredCall`. What is
 * packed is not unpacked a second time.
 * @param bytes of the entry that the value is
 */
export const unwrapInferred = (value: unknown, take: TakeRecord, bytes: number): boolean =>
  mayBeCall(value, bytes) && unwrapValue(value, { take, callIn: inferredCall, opened: unpackJson }, 0, ALONE);

interface Taker {
  take: TakeRecord;
  /** The call that a value of no known format is, with its fields under names that are known. */
  callIn(value: JsonObject): JsonObject | undefined;
  /** What a field of a wrapper holds, which may be a text or packed. */
  opened: (field: unknown) => unknown;
}

/** Reads the records in a value that stands in a line of text. False when there was something that no format reads. */
export const readInside = (value: unknown, sink: RecordSink): boolean =>
  unwrap(value, (record, format) => {
    sink.within(() => record);
    format.read(record, sink);
  });

/** What is around a record that nothing holds. */
export const ALONE: readonly JsonObject[] = [];

function unwrapValue(value: unknown, to: Taker, depth: number, around: readonly JsonObject[]): boolean {
  if (Array.isArray(value)) {
    if (isChat(value)) return unwrapValue({ messages: value }, to, depth, around);
    if (tables.isFieldList(value)) return unwrapValue(tables.fieldsOf(value), to, depth, around);
    if (tables.isLokiStream(value[0])) return unwrapValue(value.flatMap(tables.linesOfStream), to, depth, ALONE);
    let known = value.length > 0;
    for (const item of value)
      if (depth >= MAX_WRAPPERS || !unwrapValue(item, to, depth + 1, value.length === 1 ? around : ALONE))
        known = false;
    return known;
  }
  if (!isObject(value) || isEmpty(value)) return false;
  const wrapped = depth < MAX_WRAPPERS ? wrappedIn(value, to.opened, around) : undefined;
  // A body is no wrapper, whatever its client has put into it.
  if (wrapped !== undefined && requestDialect(value) === undefined) {
    for (const item of wrapped.besides) unwrapValue(item.body, to, depth + 1, [item.about, ...around]);
    if (wrapped.inner !== undefined) return unwrapValue(wrapped.inner, to, depth + 1, wrapped.around);
  }
  const format = formatOf(value, depth === 0);
  const plain = format === undefined ? to.callIn(value) : undefined;
  const known = format ?? (plain && formatOf(plain, false));
  if (known !== undefined) {
    to.take(plain ?? value, known, around);
    return true;
  }
  if (depth >= MAX_WRAPPERS) return false;
  // Of a wrapper, too, names may be written in another way: `Properties`.
  const renamed = isWrapper(value) ? value : inPlainNames(value);
  return unwrapObject(isWrapper(renamed) ? renamed : value, to, depth + 1, around);
}

function unwrapObject(value: JsonObject, to: Taker, depth: number, around: readonly JsonObject[]): boolean {
  if (!isWrapper(value)) return unwrapOther(value, to, depth, around);
  const table = tables.bigQueryRows(value);
  if (table !== undefined) return unwrapValue(table, to, depth, ALONE);
  for (const name of LISTS) {
    const list = name === 'records' ? byTopic(value[name]) : value[name];
    if (!Array.isArray(list)) continue;
    // What stands beside a list may be of the page and not of a call.
    if (list.some((item) => isObject(item) || tables.isFieldList(item))) return unwrapValue(list, to, depth, ALONE);
  }
  for (const name of SINGLES) {
    const field = value[name];
    if (field === undefined || field === null) continue;
    const inner = answerIn(value, field) ?? to.opened(Array.isArray(field) && field.length === 1 ? field[0] : field);
    if (isObject(inner) && unwrapValue(inner, to, depth, [value, ...around])) return true;
  }
  return unwrapOther(value, to, depth, around);
}

/** The streamed answer that an answer of HTTP has for a body: a recording keeps its text. */
function answerIn({ status, headers, body }: JsonObject, field: unknown): JsonObject | undefined {
  const isHttp = field === body && typeof field === 'string' && typeof status === 'number' && isObject(headers);
  return isHttp && /^(?:event|data):/.test(field) ? streamedAnswer(field) : undefined;
}

/** Lists of messages under their topics, as Lambda gets them from Kafka: `{"calls-0":[{"value":...}]}`. */
function byTopic(records: unknown): unknown {
  if (!isObject(records)) return records;
  const lists = Object.values(records);
  return lists.length > 0 && lists.every(Array.isArray) ? lists.flat() : records;
}

/**
 * Records under names that somebody chose: a single call, a dictionary of conversations, a list of calls, or a table whose columns
 * are named once.
 */
function unwrapOther(value: JsonObject, to: Taker, depth: number, around: readonly JsonObject[]): boolean {
  const items = Object.values(value);
  const calls = items.filter((item) => isObject(item) && isPlainCall(item));
  const [call] = calls;
  if (call !== undefined && calls.length === 1 && items.length > 1) {
    const answer = items.find((item) => isObject(item) && item !== call && responseDialect(item) !== undefined);
    if (answer === undefined) return unwrapValue(call, to, depth, [value, ...around]);
    return unwrapValue({ ...value, request: call, response: answer }, to, depth, around);
  }
  if (unwrapKeyed(value, to, depth)) return true;
  const lists = items.filter((item) => Array.isArray(item) && isKnown(item[0], to));
  if (lists.length > 0) return unwrapValue(lists.flat(), to, depth, ALONE);
  const rows = tables.athenaRows(value) ?? tables.namedRows(value) ?? tables.columnRows(value);
  if (rows !== undefined) return isKnown(rows[0], to) && unwrapValue(rows, to, depth, ALONE);
  const plain = withoutUnions(value);
  return plain !== undefined && unwrapValue(plain, to, depth, around);
}

/** Whether a value is a record, and not a message of one. The first of many tells for all, so that a value of no format costs little. */
function isKnown(value: unknown, to: Taker): boolean {
  if (!isObject(value)) return false;
  const name = formatOf(value, false)?.name;
  return name === undefined ? to.callIn(value) !== undefined : !OF_MESSAGES.has(name);
}

/** Formats of values that also stand inside of calls. */
const OF_MESSAGES: ReadonlySet<string> = new Set([messageRows.name, noRequests.name]);

function unwrapKeyed(value: JsonObject, to: Taker, depth: number): boolean {
  const items: JsonObject[] = [];
  for (const name in value) {
    const item = value[name];
    if (!isObject(item) || isEmpty(item)) return false;
    if (items.length === 0 && formatOf(item, false) === undefined) return false;
    items.push(item);
  }
  return items.length > 0 && unwrapValue(items, to, depth, ALONE);
}

const WRAPPING: ReadonlySet<string> = new Set([...LISTS, ...SINGLES]);

function isWrapper(value: JsonObject): boolean {
  for (const name in value) if (WRAPPING.has(name)) return true;
  return false;
}

/** Messages that name the conversation they are of are rows of a table: several may be of several. */
function isChat(list: readonly unknown[]): boolean {
  const first = objectOf(list[0]);
  if (typeof first['role'] !== 'string' || first['content'] === undefined) return false;
  return first['completion_id'] === undefined && sessionOf(first) === '';
}
