import { FIELD_NAMES } from '../fields/lexicon.ts';
import { chooseAccount } from '../fields/identity.ts';
import { isObject, type JsonObject } from '../fields/json.ts';
import type { LogFields } from '../fields/origin.ts';
import { firstAddress, firstOf, idOf, isNamed, readMetadataFields } from '../fields/metadata-fields.ts';
import type { RequestRecord } from '../fields/request.ts';
import { setMissingText } from '../fields/set-missing.ts';
import { userInHeaders } from './headers.ts';
import { words } from '../../../schema/words.ts';

/**
 * Reads when and by whom a call was made from the objects around its record, the nearest first; who sends is asked last, where none of
 * their fields says who it is.
 */
export function readAround(around: readonly LogFields[], record: RequestRecord): void {
  for (const one of around) {
    readSurroundings(one, record);
    readCallers(one, record);
  }
  for (const one of around) readSender(one, one['headers'], record);
}

/**
 * Reads an object around a record: a shipper's, a queue's, a program's. A key there may be that of a message, an id or a status that of
 * the line, and the account of an event in a cloud is whose cloud it is.
 */
function readSurroundings(around: LogFields, record: RequestRecord, names = AROUND): void {
  const isOfCloud = around['detail-type'] !== undefined;
  const kept = Object.entries(around).filter(([name]) => names.has(name) && !(isOfCloud && name === 'account'));
  if (kept.length > 0) readMetadataFields(Object.fromEntries(kept), record);
}

const { time, key, user, endUser, organisation, session, address, userAgent } = FIELD_NAMES;
const AROUND: ReadonlySet<string> = new Set([time, user, endUser, organisation, session, address, userAgent].flat());
/** In what a program keeps of how somebody was let in, a key is that of a customer. */
const OF_ACCESS: ReadonlySet<string> = new Set([...AROUND, ...key]);

/** What `readAround` reads of an object, without the record in it. */
export function surroundingsOf(around: JsonObject): JsonObject {
  const isKept = ([name, value]: [string, unknown]): boolean =>
    AROUND.has(name) || name === 'detail-type' || (OBJECTS.has(name) && isObject(value));
  return Object.fromEntries(Object.entries(around).filter(isKept));
}

/** Reads who called, and from where, out of objects inside a record in which programs keep that. */
export function readCallers(row: LogFields, record: RequestRecord): void {
  for (const name of CALLERS)
    if (isObject(row[name])) readSurroundings(row[name], record, name === 'auth' ? OF_ACCESS : AROUND);
  if (record.address === undefined) readPeers(row, record, 0);
}

const CALLERS = words('auth claims jwt mdc contextMap context meta extra properties attributes labels tags');

/** Reads an address out of the objects for the other side of a connection: Elastic, Google Cloud, Datadog, loggers of HTTP. */
function readPeers(row: LogFields, record: RequestRecord, depth: number): void {
  for (const name of PEERS) {
    const peer = row[name];
    if (!isObject(peer)) continue;
    // By its own names: they are fewer than those that are known.
    for (const field in peer) {
      if (PEER_ADDRESSES.has(field)) setMissingText(record, 'address', addressOf(peer[field]));
      else if (AGENTS.has(field)) setMissingText(record, 'userAgent', firstItem(peer[field]));
    }
    if (depth === 0) readPeers(peer, record, 1);
  }
}

const PEERS = words(`client source actor caller http httpRequest proxy network req request connection
  requestContext identity`);
const PEER_ADDRESSES: ReadonlySet<string> = new Set([...FIELD_NAMES.address, 'address', 'remoteIP']);
const AGENTS: ReadonlySet<string> = new Set(FIELD_NAMES.userAgent);

/** A name of a machine or of a street is no address. */
function addressOf(value: unknown): unknown {
  const found = firstAddress(value);
  return typeof found === 'string' && found.length <= LONGEST_ADDRESS && ADDRESS.test(found) ? found : undefined;
}

const LONGEST_ADDRESS = 45;
const ADDRESS = /^(?:[\d.]+|[\da-f:.]*:[\da-f:.]*)$/i;

function firstItem(value: unknown): unknown {
  return Array.isArray(value) ? (value as unknown[])[0] : value;
}

/** Who sent a call, by what stands beside it where neither its fields nor its key say so. */
export function readSender(row: LogFields, headers: unknown, record: RequestRecord): void {
  if (record.account !== undefined) return;
  const sender = SENDERS.map((name) => row[name])
    .filter(isObject)
    .map((sender) => firstOf(SENDER_IDS, (name) => idOf(sender[name])))
    .find(isNamed);
  const named = sender ?? userInHeaders(headers) ?? deepSender(row, 0);
  if (named !== undefined) chooseAccount(record, { user: named });
}

/** Objects for who sends. As texts, these names stand for a place in a program, a library or a role. */
const SENDERS = ['caller', 'client', 'consumer', 'actor', 'principal', 'requester', 'usr'] as const;
/** A name would be that of a program, which many use. */
const SENDER_IDS = ['id', 'uuid', 'user_id', 'userId', 'sub', 'username', 'email', 'arn'] as const;

/**
 * Who sends, by objects inside of objects: `context.auth.user_id`, `session.user.id`, `requestContext.authorizer.claims.sub`. An `id` alone
 * counts in objects for somebody; in a session or a request it is that of the session or the request.
 */
function deepSender(row: LogFields, depth: number): unknown {
  for (const name in row) {
    const inner = row[name];
    if (!isObject(inner) || !(PEOPLE.has(name) || WAYS.has(name))) continue;
    const found = firstOf(PEOPLE.has(name) ? PEOPLE_IDS : USERS, (id) => (isObject(inner[id]) ? undefined : inner[id]));
    const sender = found ?? (depth < DEEPEST_SENDER ? deepSender(inner, depth + 1) : undefined);
    if (sender !== undefined) return sender;
  }
  return undefined;
}

const DEEPEST_SENDER = 3;
const PEOPLE: ReadonlySet<string> = new Set([
  ...['user', 'customer', 'account', 'tenant', 'identity', 'principal', 'caller', 'consumer', 'requester', 'actor'],
]);
const WAYS: ReadonlySet<string> = new Set([
  ...['auth', 'authentication', 'authorizer', 'claims', 'jwt', 'session', 'context', 'ctx', 'req', 'request'],
  ...['requestContext', 'request_context', 'securityContext', 'meta', 'extra', 'mdc', 'client'],
]);
const USERS = FIELD_NAMES.user;
const PEOPLE_IDS = [...SENDER_IDS, ...USERS];

const OBJECTS: ReadonlySet<string> = new Set([...CALLERS, ...PEERS, ...SENDERS, ...PEOPLE, ...WAYS]);
