import { createHash } from 'node:crypto';
import { isObject, textOf, unpackJson } from './json.ts';
import type { Identity, RequestRecord } from './request.ts';
import { words, wordSet } from '../../../schema/words.ts';

/** Fields of a log that may name who pays for a call. The first one that is not missing wins, in this order. */
export const IDENTITY_ORDER = ['key', 'user', 'end-user', 'principal', 'project', 'address', 'file'] as const;

export type IdentityFields = Partial<Record<Identity['kind'], unknown>>;

/** What logs write where they know nobody. Compared in lower case. */
const MISSING: ReadonlySet<string> = new Set([
  '',
  ...words(`- none null nil undefined unknown n/a anonymous anon default
  default_user default_user_id default-user redacted [redacted] __redacted__ redacted-by-litellm scrubbed
  filtered [filtered] <filtered>`),
]);

/** Longest text that is looked at for them, with spaces around them. */
const MISSING_LENGTH = 40;

/** Longest name that is kept. Longer ones are tokens or mistakes, and are kept by their digest. */
export const MAX_NAME = 200;

/** A name out of a log field, byte for byte, or undefined when the field says nothing: who writes ` acme` is not `acme`. */
export function nameOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value !== 'string') return undefined;
  if (value.length < MISSING_LENGTH && MISSING.has(value.trim().toLowerCase())) return undefined;
  if (value.length > MAX_NAME) return value.trim() === '' ? undefined : digest(holderOf(value) ?? value);
  return value;
}

/**
 * Sets the account of a record to the first field that is not missing: key, user, end user, principal (a cloud identity),
 * project, then the address. A key that still works as one is replaced by a digest; keys that a log has hashed stay as they are.
 */
export function chooseAccount(record: RequestRecord, fields: IdentityFields): void {
  if (latest.record === record) latest.fields = { ...fields, ...latest.fields };
  else latest = { record, fields };
  for (const kind of IDENTITY_ORDER) {
    const name = nameOf(fields[kind]);
    if (name === undefined) continue;
    record.account = { value: kind === 'key' ? hideKey(name) : name, kind };
    return;
  }
}

/** What the record that was read last offered. One record is enough: each is finished before the next is begun. */
let latest: { record: RequestRecord | undefined; fields: IdentityFields } = { record: undefined, fields: {} };

/**
 * Sets the account of a record from the field that a person chose, instead of the usual order: `key`, `user`,
 * `end-user`, `session`, `address` or `organisation`, or the path of a field in the log, with dots. A record without that field keeps its account.
 * @param values where a path is looked for, in this order: the part of the log that is the request's own, then what stands
 *   around it
 */
export function accountFrom(record: RequestRecord, field: string, values: readonly unknown[]): void {
  const offered = latest.record === record ? latest.fields : {};
  const [found, kind] = chosen(record, field, offered, values);
  const name = nameOf(found);
  if (name === undefined) record.accountMissed = true;
  else record.account = { value: hideKey(name), kind };
}

function chosen(
  record: RequestRecord,
  field: string,
  offered: IdentityFields,
  values: readonly unknown[],
): [value: unknown, kind: Identity['kind']] {
  switch (field) {
    case 'key':
    case 'user':
      return [offered[field], field];
    case 'end-user':
      return [record.endUser ?? offered['end-user'], field];
    case 'session':
    case 'organisation':
      return [record[field], 'project'];
    case 'address':
      return [record.address, 'address'];
    default:
      return [values.map((value) => fieldAt(value, field)).find((found) => nameOf(found) !== undefined), 'user'];
  }
}

/** The value at a path; a key that has dots in it counts as one step. JSON in a string is looked into. */
function fieldAt(value: unknown, path: string): unknown {
  const object = unpackJson(value);
  if (!isObject(object)) return undefined;
  if (Object.hasOwn(object, path)) return object[path];
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    const step = path.slice(0, dot);
    if (!Object.hasOwn(object, step)) continue;
    const found = fieldAt(object[step], path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Gives a record without an account a weak one: its address together with its user agent, or the file it is in.
 * Many people may share either.
 */
export function chooseWeakAccount(record: RequestRecord, file: string): void {
  if (record.account !== undefined) return;
  if (record.address === undefined) record.account = { value: file, kind: 'file' };
  else
    record.account = {
      value: record.userAgent ? `${record.address} ${record.userAgent}` : record.address,
      kind: 'address',
    };
}

/** Starts of keys and tokens as providers and gateways give them out. */
const SECRET = /^(?:bearer |basic |sk-|sk_|pk-|rk-|xai-|gsk_|AIza|AKIA|ASIA|hf_|r8_|eyJ|ya29\.)/i;

/** A key that still opens something is never kept: its digest tells keys apart as well. */
export function hideKey(key: string): string {
  if (!SECRET.test(key)) return key;
  const secret = key.replace(/^bearer /i, '');
  return digest(holderOf(secret) ?? secret);
}

/** A token of JSON (RFC 7519): what it claims is between the dots. */
const TOKEN = /^(?:bearer )?eyJ[\w-]+\.(eyJ[\w-]+)\.[\w-]*$/i;

/** Longest token that is looked into: servers take headers of 8 KB to 16 KB. */
const MAX_TOKEN = 16 << 10;

/** Claims that are other ones in each token of one holder: times, the token itself, and the session it was given out in. */
const OF_TOKEN: ReadonlySet<string> = wordSet(`iat exp nbf jti auth_time nonce at_hash c_hash s_hash sid
  session_state uti rh aio`);

/**
 * Who a token was given to: all that it claims but what is new in each. Tokens are given out again every hour, and are one
 * account. Undefined for what is no such token or names no holder: then the token stands for itself. Where a claim that is not known
 * differs, the tokens are taken for those of two.
 */
function holderOf(token: string): string | undefined {
  if (token.length > MAX_TOKEN) return undefined;
  const packed = TOKEN.exec(token)?.[1];
  if (packed === undefined) return undefined;
  const claims = unpackJson(Buffer.from(packed, 'base64url').toString('utf8'));
  if (!isObject(claims) || textOf(claims['sub']) === undefined) return undefined;
  const lasting = Object.entries(claims).filter(([name]) => !OF_TOKEN.has(name));
  return JSON.stringify(lasting.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** 48 bits: two of a million keys share a digest with a chance of 0.2%. Keys are random, so a digest cannot be turned back; that of a token’s claims can be guessed by who knows them. */
function digest(secret: string): string {
  return `key-${createHash('sha256').update(`prompt-traffic-audit\0${secret}`).digest('hex').slice(0, 12)}`;
}
