/** Ids derived from content, so that exporting again updates what an earlier export created. */
import { createHash } from 'node:crypto';

/** Namespace of this project's ids, made once at random (RFC 9562, section 5.5 asks for one of one's own). */
const NAMESPACE = '6f1d7a52-0d0e-4f0b-9c55-2b8f4be1f2a7';
/** Namespace of observables, given by STIX 2.1, section 2.9. */
const STIX_NAMESPACE = '00abedb4-aa42-466c-9c01-fed23315a9b7';

/** UUID of version 5 (RFC 9562): SHA-1 over the namespace and the name. */
function uuid(namespace: string, name: string): string {
  const digest = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest();
  digest[6] = (digest[6]! & 0x0f) | 0x50;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  const hex = digest.subarray(0, 16).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Id of a STIX object from what makes it this one: `campaign--…`. */
export function stixId<T extends string>(type: T, ...identity: readonly string[]): `${T}--${string}` {
  return `${type}--${uuid(NAMESPACE, JSON.stringify([type, ...identity]))}`;
}

/**
 * Id of a user account, which depends on its name alone: other tools give the same account the same id. The name of the
 * hash is canonical JSON (RFC 8785) of the properties that contribute to it, here one string.
 */
export function userAccountId(name: string): `user-account--${string}` {
  return `user-account--${uuid(STIX_NAMESPACE, JSON.stringify({ user_id: name }))}`;
}

/** Hash that stays the same while the content does, in hexadecimal. */
export function fingerprint(...content: readonly (string | readonly string[])[]): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
