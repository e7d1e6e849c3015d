/**
 * What most formats are made of: a table of the names under which a log keeps the circumstances of a call, one function that reads
 * it, and one that hands on the request.
 */
import { makeAnswer } from '../fields/answer.ts';
import { markContent } from '../fields/content.ts';
import { chooseAccount, type IdentityFields } from '../fields/identity.ts';
import { type JsonObject, numberOf, textOf } from '../fields/json.ts';
import type { RecordSink } from '../fields/record-sink.ts';
import { newRecord, type RequestRecord } from '../fields/request.ts';
import { setMissingNumber, setMissingText } from '../fields/set-missing.ts';
import { readTime } from '../fields/time.ts';
import { type Places, placesOf, valueAt } from './record-paths.ts';
import { words } from '../../../schema/words.ts';

export { type JsonObject, newRecord, type RecordSink, type RequestRecord };
export type { Format } from './format.ts';

/** Fields of requests that are text, and those that are numbers. */
export const TEXTS = ['id', 'organisation', 'endUser', 'session', 'address', 'userAgent', 'model'] as const;
export const NUMBERS = ['inputTokens', 'outputTokens', 'latencyMs', 'costUsd'] as const;
/**
 * Whose call it was, the best that a log has: a `key`, a `user` of the product that logs, an `end-user` whom the caller names, a
 * `principal` of a cloud, a `project`, or, where each account has a `file`, that.
 */
const ACCOUNTS = ['key', 'user', 'end-user', 'principal', 'project', 'file'] as const;
/** When it began; where a log does not say how long it took in ms, when it ended or how long in another unit; a text that is all of its prompt, or of its answer. */
type Other = 'time' | 'end' | 'latencyS' | 'latencyNs' | 'prompt' | 'answer';

type Field = (typeof TEXTS | typeof NUMBERS | typeof ACCOUNTS)[number] | Other;

/** What a log says of a call, by what it means. What a record has already stays, except its time. */
export type Said = Partial<Record<Field, unknown>>;

/** What is only known with all others: whose call it was, and when it ended. */
interface Later {
  who?: IdentityFields;
  end?: unknown;
}

type Setter = (record: RequestRecord, value: unknown, later: Later) => void;

const setters = new Map<string, Setter>([
  ...TEXTS.map((name): [Field, Setter] => [name, (record, value) => setMissingText(record, name, value)]),
  ...NUMBERS.map((name): [Field, Setter] => [name, (record, value) => setMissingNumber(record, name, value)]),
  ...ACCOUNTS.map((kind): [Field, Setter] => [kind, (_, value, later) => void ((later.who ??= {})[kind] ??= value)]),
  ['time', (record, value) => void readTime(record, value)],
  ['end', (_, value, later) => void (later.end ??= value)],
  ['latencyS', (record, value) => setLatency(record, (numberOf(value) ?? NaN) * 1e3)],
  ['latencyNs', (record, value) => setLatency(record, (numberOf(value) ?? NaN) / 1e6)],
  ['prompt', setPrompt],
  ['answer', setAnswer],
]);

function setLatency(record: RequestRecord, ms: number): void {
  if (!Number.isNaN(ms)) setMissingNumber(record, 'latencyMs', Math.round(ms));
}

function setPrompt(record: RequestRecord, value: unknown): void {
  const text = textOf(value);
  if (text !== undefined) record.messages.push({ role: 'user', text });
}

function setAnswer(record: RequestRecord, value: unknown): void {
  const text = textOf(value);
  if (text !== undefined) record.answer = makeAnswer(text, '', undefined);
}

/** Sets the circumstances of a call, and a text that is all of its answer. */
export function set(record: RequestRecord, said: Said): void {
  fill(record, said, '', said);
}

function setEnd(record: RequestRecord, value: unknown): void {
  const end = newRecord('');
  if (record.time !== undefined && readTime(end, value))
    setMissingNumber(record, 'latencyMs', (end.time ?? NaN) - record.time);
}

/** How a field is set, and where it may be. */
interface Entry {
  set: Setter;
  places: Places;
}

const tables = new Map<string, readonly Entry[]>([['', []]]);

/** `time=created_at id=id|message_id inputTokens=usage/prompt_tokens`: fields and their places in a log, read once. */
function entriesOf(names: string): readonly Entry[] {
  let entries = tables.get(names);
  if (entries === undefined) {
    entries = words(names).map(entryOf);
    tables.set(names, entries);
  }
  return entries;
}

function entryOf(written: string): Entry {
  const [field = '', places = ''] = written.split('=');
  const set = setters.get(field);
  if (set === undefined || places === '') throw new Error(`No field of a call: ${written}`);
  return { set, places: placesOf(places) };
}

/** Reads a table before it is needed, so that what is wrong in it is said at once. */
export const prepare = (names: string): void => void entriesOf(names);

/** Whether a field says whose call it was. */
export const isAccountField = (name: string): boolean => (ACCOUNTS as readonly string[]).includes(name);

/**
 * Sets the circumstances of a call by a table of the names under which the log has them.
 * @param names `field=name`, or `field=outer/inner|other`, with spaces between
 * @param more what is not simply in a field; comes before the table
 */
export function fill(record: RequestRecord, from: JsonObject, names: string, more: Said = NOTHING): void {
  const later: Later = {};
  for (const name in more) setters.get(name)?.(record, more[name as Field], later);
  for (const { set, places } of entriesOf(names)) set(record, valueAt(from, places), later);
  if (later.end !== undefined) setEnd(record, later.end);
  if (later.who !== undefined) chooseAccount(record, later.who);
}

const NOTHING: Said = {};

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
