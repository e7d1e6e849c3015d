import { inEitherCase } from './either-case.ts';
import { FIELD_NAMES } from './lexicon.ts';
import { setMissingNumber, setMissingText } from './set-missing.ts';
import { chooseAccount, nameOf } from './identity.ts';
import { isObject, type JsonObject, numberOf, objectOf, unpackJson } from './json.ts';
import type { LogFields } from './origin.ts';
import type { RequestRecord } from './request.ts';
import { readTime } from './time.ts';

/** In which lists a name stands. */
const LISTS_OF = new Map<string, (readonly string[])[]>();
for (const names of Object.values(FIELD_NAMES)) {
  for (const name of names) LISTS_OF.set(name, [...(LISTS_OF.get(name) ?? []), names]);
}

/** Names of each list that rows have. Most have few fields, and to look for each name takes longer than all else. */
function namesIn(...rows: readonly JsonObject[]): Map<readonly string[], string[]> {
  const there = new Map<readonly string[], string[]>();
  for (const row of rows) {
    for (const name in row) {
      for (const list of LISTS_OF.get(name) ?? NO_LISTS) {
        const names = there.get(list);
        if (names === undefined) there.set(list, [name]);
        else names.push(name);
      }
    }
  }
  for (const [list, names] of there) if (names.length > 1) names.sort((a, b) => list.indexOf(a) - list.indexOf(b));
  return there;
}

const NO_LISTS: readonly (readonly string[])[] = [];
const NOTHING: JsonObject = {};

/** Reads the circumstances of a call from the fields next to its bodies. What is set already stays. */
export function readMetadataFields(row: LogFields, record: RequestRecord): void {
  // Custom properties of Helicone stand like metadata.
  const { metadata: own, request_properties: properties } = row;
  const metadata =
    own === undefined && properties === undefined
      ? NOTHING
      : { ...objectOf(unpackJson(properties)), ...objectOf(unpackJson(own)) };
  const there = namesIn(row, metadata);
  const find = (list: readonly string[]): unknown => {
    const names = there.get(list);
    return names && firstOf(names, (name) => idOf(row[name]) ?? idOf(metadata[name]));
  };
  const times = there.get(FIELD_NAMES.time);
  if (record.time === undefined && times !== undefined) {
    const isTimed = times.some((name) => readTime(record, row[name] ?? metadata[name]));
    if (!isTimed) readDayAndClock(row, record);
  }
  const endUser = find(FIELD_NAMES.endUser);
  if (record.account === undefined) {
    const userId = find(FIELD_NAMES.user);
    const key = find(FIELD_NAMES.key);
    // The key of a call in a cache or a queue is another one each time. That of Portkey is of whoever has the log, and `_user` is behind it.
    const isWeak = (key === row['key'] && isKeyOfCall(key)) || isNameOfKey(key, row) || isNamed(metadata['_user']);
    const givesWay = (userId ?? endUser) !== undefined && isWeak;
    // It can still be chosen.
    if (givesWay) chooseAccount(record, { key });
    chooseAccount(record, {
      key: givesWay ? undefined : key,
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

/** `llm:call:17`, `requests/2026/17.json`: names of places with a word for a call, as no key of a customer is. */
function isKeyOfCall(key: unknown): boolean {
  return (
    typeof key === 'string' &&
    /[:/]/.test(key) &&
    /(?:^|[:/._-])(?:call|request|req|message|msg|cache|job|completion|response)s?[:/]/i.test(key)
  );
}

/** Two customers may call their keys alike: one-api, OpenRouter. */
function isNameOfKey(key: unknown, row: JsonObject): boolean {
  return key !== undefined && NAMES_OF_KEYS.some((name) => row[name] === key);
}

const NAMES_OF_KEYS = inEitherCase(['token_name', 'key_name', 'key_alias', 'api_key_name']);

/** Spreadsheets and some programs keep the day and the time of day apart. */
function readDayAndClock({ date: day, time: clock }: JsonObject, record: RequestRecord): void {
  if (typeof day === 'string' && typeof clock === 'string') readTime(record, `${day} ${clock}`);
}

/** A customer may be written as an object with its id and its name. Two may have one name. */
export function idOf(value: unknown): unknown {
  return isObject(value) ? firstOf(IDS, (name) => idOf(value[name])) : value;
}

const IDS = ['id', 'uuid', 'user_id', 'userId', 'sub', '$oid', 'username', 'original', 'name', 'email'] as const;

/** The first value that names something. */
export function firstOf(names: readonly string[], valueOf: (name: string) => unknown): unknown {
  for (const name of names) {
    const value = valueOf(name);
    if (isNamed(value)) return value;
  }
  return undefined;
}

export function isNamed(value: unknown): boolean {
  return nameOf(value) !== undefined || typeof value === 'number';
}

/** Portkey counts in cents, and says so by the units beside. Costs in other currencies are left out. */
function costOf(value: unknown, row: JsonObject): number | undefined {
  const currency = row['cost_currency'] ?? row['currency'];
  const cost = numberOf(value);
  if (cost === undefined || (typeof currency === 'string' && currency.toUpperCase() !== 'USD')) return undefined;
  return 'ai_org' in row || 'req_units' in row ? cost / 100 : cost;
}

/** `x-forwarded-for` lists the client first, then the proxies. A port says nothing of who it is. */
export function firstAddress(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const [first = ''] = value.split(',', 1);
  return first.includes('.') ? first.replace(/:\d{1,5}$/, '') : first;
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
