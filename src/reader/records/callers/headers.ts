import { noteSession, SESSION_HEADER } from '../facts/reading/sent-facts.ts';
import { chooseAccount, nameOf } from '../fields/identity.ts';
import { listOf, objectOf, textOf } from '../fields/json.ts';
import { firstAddress, isNamed } from '../fields/metadata-fields.ts';
import type { RequestRecord } from '../fields/request.ts';
import { setMissingText } from '../fields/set-missing.ts';
import { literals } from '../../../schema/words.ts';

/**
 * Headers of a request as home-made logs keep them next to its body. A key among them is kept as a digest only.
 * @param url where the call went, if the log says so
 */
export function readPlainHeaders(value: unknown, record: RequestRecord, url = ''): void {
  const headers = plainHeaders(value);
  if (headers.size === 0) return;
  const key = nameOf(keyInHeaders(headers, url))?.replace(/^bearer /i, '');
  // A key that the log has found valid, or a user that it has let in, is more than what somebody has sent.
  const isKnown = record.account?.kind === 'key' || record.account?.kind === 'user';
  if (!isKnown && nameOf(key) !== undefined) chooseAccount(record, { key: `Bearer ${key ?? ''}` });
  setMissingText(record, 'userAgent', headers.get('user-agent'));
  setMissingText(record, 'address', firstAddress(headers.get('x-forwarded-for') ?? headers.get('x-real-ip')));
  noteSession(headers.get(SESSION_HEADER), record);
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

/** The user that a header names. */
export function userInHeaders(value: unknown): unknown {
  const headers = plainHeaders(value);
  return USER_HEADERS.map((name) => headers.get(name)).find(isNamed);
}

/**
 * What the header with the key of a call holds. A client can send other ones beside it, another each time: the header counts that the
 * API at the address of the call looks at, and where nothing tells that, the first, also if it is hidden.
 */
export function keyInHeaders(headers: ReadonlyMap<string, unknown>, url: string): unknown {
  const [, own] = KEYS_OF_APIS.find(([path, name]) => path.test(url) && headers.has(name)) ?? [];
  return headers.get(own ?? KEY_HEADERS.find((name) => headers.has(name)) ?? '');
}

const KEY_HEADERS = ['authorization', 'x-api-key', 'api-key', 'x-goog-api-key'] as const;
const KEYS_OF_APIS: readonly (readonly [path: RegExp, name: (typeof KEY_HEADERS)[number]])[] = [
  [/\/v1\/messages\b/, 'x-api-key'],
  [/\/openai\/(?:deployments|v1|responses)\b/, 'api-key'],
  [/:(?:stream)?generateContent\b/i, 'x-goog-api-key'],
];

/** Headers in which a gateway tells the services behind it whom it has let in. */
const USER_HEADERS = literals(`x-user-id x-authenticated-userid x-consumer-username x-forwarded-user
  x-auth-request-user`);
