import { FIELD_NAMES } from './field-names.ts';
import { setMissingNumber, setMissingText } from './set-missing.ts';
import { chooseAccount, nameOf } from './identity.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from './json.ts';
import type { RequestRecord } from './request.ts';
import { readTime } from './time.ts';

/** In which lists a name stands. */
const LISTS_OF = new Map<string, (readonly string[])[]>();
for (const names of Object.values(FIELD_NAMES)) {
  for (const name of names) LISTS_OF.set(name, [...(LISTS_OF.get(name) ?? []), names]);
}

/** Lists of which a row has some name. Most rows have few fields, and to look for each name takes longer than all else. */
function listsIn(row: JsonObject): (readonly string[])[] {
  const lists: (readonly string[])[] = [];
  for (const name in row) lists.push(...(LISTS_OF.get(name) ?? NO_LISTS));
  return lists;
}

const NO_LISTS: readonly (readonly string[])[] = [];

/** Reads the circumstances of a call from the fields next to its bodies. What is set already stays. */
export function readMetadataFields(row: JsonObject, record: RequestRecord): void {
  // Custom properties of Helicone stand like metadata.
  const metadata = { ...objectOf(unpackJson(row['request_properties'])), ...objectOf(unpackJson(row['metadata'])) };
  const there = new Set([row, metadata].flatMap(listsIn));
  const find = (names: readonly string[]): unknown =>
    there.has(names) ? firstOf(names, (name) => idOf(row[name]) ?? idOf(metadata[name])) : undefined;
  if (record.time === undefined && there.has(FIELD_NAMES.time)) {
    const isTimed = FIELD_NAMES.time.some((name) => readTime(record, row[name] ?? metadata[name]));
    if (!isTimed) readDayAndClock(row, record);
  }
  const endUser = find(FIELD_NAMES.endUser);
  if (record.account === undefined) {
    const userId = find(FIELD_NAMES.user);
    const key = find(FIELD_NAMES.key);
    // The key of a call in a cache or a queue is another one each time.
    const isOfCall = (userId ?? endUser) !== undefined && key === row['key'] && isKeyOfCall(key);
    chooseAccount(record, {
      key: isOfCall ? undefined : key,
      user: userId,
      'end-user': endUser,
      project: find(FIELD_NAMES.project),
    });
  }
  setMissingText(record, 'organisation', find(FIELD_NAMES.organisation));
  setMissingText(record, 'endUser', endUser);
  setMissingText(record, 'session', find(FIELD_NAMES.session));
  setMissingText(record, 'address', firstAddress(find(FIELD_NAMES.address)));
  setMissingText(record, 'userAgent', find(FIELD_NAMES.userAgent));
  setMissingText(record, 'id', find(FIELD_NAMES.id));
  setMissingText(record, 'model', find(FIELD_NAMES.model));
  setMissingNumber(record, 'inputTokens', find(FIELD_NAMES.inputTokens));
  setMissingNumber(record, 'outputTokens', find(FIELD_NAMES.outputTokens));
  setMissingNumber(record, 'latencyMs', find(FIELD_NAMES.latency));
  setMissingNumber(record, 'costUsd', costOf(find(FIELD_NAMES.cost), row));
  const status = statusOf(find(FIELD_NAMES.status), row);
  if (status !== undefined && record.status === 'unknown') record.status = status;
}

/**
 * Reads when and by whom a call was made from an object around its record: a shipper's, a queue's, a program's. A key there may be
 * that of a message, an id or a status that of the line, and the account of an event in a cloud is whose cloud it is.
 */
export function readSurroundings(around: JsonObject, record: RequestRecord): void {
  const isOfCloud = around['detail-type'] !== undefined;
  const kept = Object.entries(around).filter(([name]) => AROUND.has(name) && !(isOfCloud && name === 'account'));
  if (kept.length > 0) readMetadataFields(Object.fromEntries(kept), record);
}

const { time, user, endUser, organisation, session, address, userAgent } = FIELD_NAMES;
const AROUND: ReadonlySet<string> = new Set([time, user, endUser, organisation, session, address, userAgent].flat());

/** `llm:call:17`, `requests/2026/17.json`: names of places with a word for a call, as no key of a customer is. */
function isKeyOfCall(key: unknown): boolean {
  return (
    typeof key === 'string' &&
    /[:/]/.test(key) &&
    /(?:^|[:/._-])(?:call|request|req|message|msg|cache|job|completion|response)s?[:/]/i.test(key)
  );
}

/** What the two functions around this one read of an object around a record, without the record in it. */
export function surroundingsOf(around: JsonObject): JsonObject {
  const isKept = ([name, value]: [string, unknown]): boolean =>
    AROUND.has(name) || name === 'detail-type' || (CALLER_NAMES.has(name) && isObject(value));
  return Object.fromEntries(Object.entries(around).filter(isKept));
}

/** Reads the same from objects inside a record in which programs keep who called. */
export function readCallers(row: JsonObject, record: RequestRecord): void {
  for (const name of CALLERS) if (isObject(row[name])) readSurroundings(row[name], record);
}

const CALLERS = [
  'auth',
  'claims',
  'jwt',
  'mdc',
  'contextMap',
  'context',
  'meta',
  'extra',
  'properties',
  'attributes',
  'labels',
  'tags',
] as const;
const CALLER_NAMES: ReadonlySet<string> = new Set(CALLERS);

/** Spreadsheets and some programs keep the day and the time of day apart. */
function readDayAndClock({ date: day, time: clock }: JsonObject, record: RequestRecord): void {
  if (typeof day === 'string' && typeof clock === 'string') readTime(record, `${day} ${clock}`);
}

/** A customer may be written as an object with its id and its name. Two may have one name. */
function idOf(value: unknown): unknown {
  return isObject(value) ? firstOf(IDS, (name) => idOf(value[name])) : value;
}

const IDS = ['id', 'uuid', 'user_id', 'userId', 'sub', '$oid', 'username', 'name', 'email'] as const;

/** Who sent a call, by what stands beside it where neither its fields nor its key say so. */
export function readSender(row: JsonObject, headers: unknown, record: RequestRecord): void {
  if (record.account !== undefined) return;
  const sender = SENDERS.map((name) => row[name])
    .filter(isObject)
    .map((sender) => firstOf(SENDER_IDS, (name) => idOf(sender[name])))
    .find(isNamed);
  const named = sender ?? userIn(plainHeaders(headers));
  if (named !== undefined) chooseAccount(record, { user: named });
}

function userIn(headers: ReadonlyMap<string, unknown>): unknown {
  return USER_HEADERS.map((name) => headers.get(name)).find(isNamed);
}

/** Objects for who sends. As texts, these names stand for a place in a program or for a library. */
const SENDERS = ['caller', 'client', 'consumer'] as const;
/** A name would be that of a program, which many use. */
const SENDER_IDS = ['id', 'uuid', 'user_id', 'userId', 'sub', 'username'] as const;

/** Headers in which a gateway tells the services behind it whom it has let in. */
const USER_HEADERS = [
  'x-user-id',
  'x-authenticated-userid',
  'x-consumer-username',
  'x-forwarded-user',
  'x-auth-request-user',
] as const;

/** The first value that names something. */
function firstOf(names: readonly string[], valueOf: (name: string) => unknown): unknown {
  for (const name of names) {
    const value = valueOf(name);
    if (isNamed(value)) return value;
  }
  return undefined;
}

function isNamed(value: unknown): boolean {
  return nameOf(value) !== undefined || typeof value === 'number';
}

/** Portkey counts in cents, and says so by the units beside. Costs in other currencies are left out. */
function costOf(value: unknown, row: JsonObject): number | undefined {
  const currency = row['cost_currency'] ?? row['currency'];
  const cost = numberOf(value);
  if (cost === undefined || (typeof currency === 'string' && currency.toUpperCase() !== 'USD')) return undefined;
  return 'ai_org' in row || 'req_units' in row ? cost / 100 : cost;
}

/** `x-forwarded-for` lists the client first, then the proxies. */
function firstAddress(value: unknown): unknown {
  return typeof value === 'string' ? value.split(',', 1)[0] : value;
}

/** Headers of a request as home-made logs keep them next to its body. A key among them is kept as a digest only. */
export function readPlainHeaders(value: unknown, record: RequestRecord): void {
  const headers = plainHeaders(value);
  if (headers.size === 0) return;
  const key = ['authorization', 'x-api-key', 'api-key', 'x-goog-api-key']
    .map((name) => nameOf(headers.get(name)))
    .find((found) => found !== undefined)
    ?.replace(/^bearer /i, '');
  if (nameOf(key) !== undefined) chooseAccount(record, { key: `Bearer ${key ?? ''}` });
  setMissingText(record, 'userAgent', headers.get('user-agent'));
  setMissingText(record, 'address', firstAddress(headers.get('x-forwarded-for') ?? headers.get('x-real-ip')));
  setMissingText(record, 'organisation', headers.get('openai-organization'));
}

/** Headers by their names in lower case, from an object or from a list of names and values. */
function plainHeaders(value: unknown): ReadonlyMap<string, unknown> {
  const listed = listOf(value).map((item): [string, unknown] => [
    textOf(objectOf(item)['name']) ?? '',
    objectOf(item)['value'],
  ]);
  const entries = Array.isArray(value) ? listed : Object.entries(objectOf(value));
  return new Map(entries.map(([name, item]) => [name.toLowerCase(), Array.isArray(item) ? listOf(item)[0] : item]));
}

function statusOf(value: unknown, row: JsonObject): RequestRecord['status'] | undefined {
  if (row['success'] === false || isFault(row['error'])) return 'error';
  const code = numberOf(value);
  if (code !== undefined && code >= 100 && code < 600) return code >= 400 ? 'error' : 'ok';
  if (row['success'] === true || value === 'success' || value === 'ok' || value === 'succeeded') return 'ok';
  return value === 'error' || value === 'failed' || value === 'failure' ? 'error' : undefined;
}

function isFault(error: unknown): boolean {
  return error !== undefined && error !== null && error !== '' && error !== false;
}
