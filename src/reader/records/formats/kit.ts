/**
 * What most formats are made of: a table of the names under which a log keeps the circumstances of a call, one function that reads
 * it, and one that hands on the request.
 */
import { makeAnswer } from '../fields/answer.ts';
import { markContent } from '../fields/content.ts';
import { chooseAccount } from '../fields/identity.ts';
import { isEmpty, type JsonObject, numberOf, objectOf, textOf } from '../fields/json.ts';
import type { RecordSink } from '../fields/record-sink.ts';
import { newRecord, type RequestRecord } from '../fields/request.ts';
import { setMissingNumber, setMissingText } from '../fields/set-missing.ts';
import { readTime } from '../fields/time.ts';

export { type JsonObject, newRecord, type RecordSink, type RequestRecord };
export type { Format } from './format.ts';

const TEXTS = ['id', 'organisation', 'endUser', 'session', 'address', 'userAgent', 'model'] as const;
const NUMBERS = ['inputTokens', 'outputTokens', 'latencyMs', 'costUsd'] as const;
const ACCOUNTS = ['key', 'user', 'end-user', 'principal', 'project', 'file'] as const;
/** When it began; where a log does not say how long it took in ms, when it ended or how long in another unit; a text that is all of its answer. */
const OTHERS = ['time', 'end', 'latencyS', 'latencyNs', 'answer'] as const;

type Field = (typeof TEXTS | typeof NUMBERS | typeof ACCOUNTS | typeof OTHERS)[number];

const FIELDS: ReadonlySet<string> = new Set([...TEXTS, ...NUMBERS, ...ACCOUNTS, ...OTHERS]);

/** What a log says of a call, by what it means. What a record has already stays, except its time. */
export type Said = Partial<Record<Field, unknown>>;

/** Sets the circumstances of a call, and a text that is all of its answer. */
export function set(record: RequestRecord, said: Said): void {
  const who: Said = {};
  for (const name in said) setField(record, name, said[name as Field], who);
  settle(record, who);
}

/** @param who takes what is only known with all others: whose call it was, and when it ended */
function setField(record: RequestRecord, name: string, value: unknown, who: Said): void {
  if (isOf(TEXTS, name)) setMissingText(record, name, value);
  else if (isOf(NUMBERS, name)) setMissingNumber(record, name, value);
  else if (name === 'time') readTime(record, value);
  else if (name === 'latencyS' || name === 'latencyNs') {
    const count = numberOf(value);
    const ms = name === 'latencyS' ? (count ?? NaN) * 1e3 : (count ?? NaN) / 1e6;
    if (count !== undefined) setMissingNumber(record, 'latencyMs', Math.round(ms));
  } else if (name === 'answer') {
    if (textOf(value) !== undefined) record.answer = makeAnswer(String(value), '', undefined);
  } else who[name as Field] ??= value;
}

function settle(record: RequestRecord, { end, ...who }: Said): void {
  if (end !== undefined) setEnd(record, end);
  if (!isEmpty(who)) chooseAccount(record, who);
}

function setEnd(record: RequestRecord, value: unknown): void {
  const end = newRecord('');
  if (record.time !== undefined && readTime(end, value))
    setMissingNumber(record, 'latencyMs', (end.time ?? NaN) - record.time);
}

const isOf = <Name extends string>(names: readonly Name[], name: string): name is Name =>
  (names as readonly string[]).includes(name);

/** A field, and the paths at which it may be, the first one that is there counts. */
interface Entry {
  field: Field;
  paths: readonly (readonly string[])[];
}

const tables = new Map<string, readonly Entry[]>();

/** `time=created_at id=id|message_id inputTokens=usage/prompt_tokens`: fields and their places in a log, read once. */
function entriesOf(names: string): readonly Entry[] {
  let entries = tables.get(names);
  if (entries === undefined) {
    entries = names.trim().split(/\s+/).map(entryOf);
    tables.set(names, entries);
  }
  return entries;
}

function entryOf(written: string): Entry {
  const [field = '', places = ''] = written.split('=');
  if (!FIELDS.has(field) || places === '') throw new Error(`No field of a call: ${written}`);
  return { field: field as Field, paths: places.split('|').map((path) => path.split('/')) };
}

/**
 * Sets the circumstances of a call by a table of the names under which the log has them.
 * @param names `field=name`, or `field=outer/inner|other`, with spaces between
 * @param more what is not simply in a field; comes before the table
 */
export function fill(record: RequestRecord, from: JsonObject, names: string, more: Said = {}): void {
  const who: Said = {};
  for (const name in more) setField(record, name, more[name as Field], who);
  for (const { field, paths } of entriesOf(names)) setField(record, field, valueAt(from, paths), who);
  settle(record, who);
}

function valueAt(from: JsonObject, paths: Entry['paths']): unknown {
  for (const path of paths) {
    let value: unknown = from;
    for (const step of path) value = objectOf(value)[step];
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

/** Where a request is in a log: its piece, of those that were joined, and the part of the value that is its own. */
interface Place {
  at?: JsonObject;
  own?: () => JsonObject;
}

/** Hands on a request that is complete. */
export function emit(record: RequestRecord, sink: RecordSink, { at, own }: Place = {}): void {
  markContent(record);
  if (at !== undefined) sink.at(at);
  if (own !== undefined) sink.within(own);
  sink.request(record);
}

/** Adds what is known once there is an answer. What was known before stays. */
export function completeRecord(record: RequestRecord, said: RequestRecord): void {
  const { account } = said;
  if (record.account === undefined && account !== undefined) chooseAccount(record, { [account.kind]: account.value });
  for (const field of TEXTS) setMissingText(record, field, said[field]);
  for (const field of NUMBERS) setMissingNumber(record, field, said[field]);
  if (record.time !== undefined && said.time !== undefined)
    setMissingNumber(record, 'latencyMs', said.time - record.time);
  if (record.time === undefined && said.time !== undefined) record.time = said.time;
  if (record.status === 'unknown') record.status = said.status;
}
