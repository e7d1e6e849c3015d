/**
 * Hashes of text, and one that nobody can make collide. The others are non-cryptographic: Murmur3's finaliser over a multiplicative rolling state. Fast in plain JavaScript
 * and good enough for telling numbers of our own apart, but not resistant to anyone looking for collisions.
 */
import { hash } from 'node:crypto';

/** 53 bits of the SHA-256 of a text as one exact number, never 0: for what is kept from one run to the next. */
export function sha53(text: string): number {
  // One letter a byte: texts are made faster than buffers.
  const digest = hash('sha256', text, 'binary');
  const low = digest.charCodeAt(0) | (digest.charCodeAt(1) << 8) | (digest.charCodeAt(2) << 16);
  const high = digest.charCodeAt(4) | (digest.charCodeAt(5) << 8) | (digest.charCodeAt(6) << 16);
  return join53(low | (digest.charCodeAt(3) << 24), high);
}

/** Final mixing of MurmurHash3 (Austin Appleby, public domain): every input bit reaches every output bit. */
export function mix32(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** 32-bit hash of a string's UTF-16 code units, never 0 so that 0 can mean "no text". */
export function hash32(text: string, seed = 0): number {
  let h = seed ^ 0x9747b28c;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) ^ (h >>> 15);
  return mix32(h ^ text.length) || 1;
}

/** 53 bits of a string's UTF-16 code units, never 0. As fast as two of `hash32`, and as little of a secret. */
export function hash53(text: string): number {
  let [a, b] = [0x9747b28c, 0x3c6ef372];
  const { length } = text;
  for (let at = 0; at < length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193) ^ (a >>> 15);
    b = Math.imul(b ^ unit, 0x5bd1e995) ^ (b >>> 13);
  }
  return join53(mix32(a ^ length), mix32(b ^ length));
}

/** The same of a text that stands in bytes; undefined when they are not all ASCII. */
export function hash53Of(bytes: Uint8Array, from: number, to: number): number | undefined {
  let [a, b] = [0x9747b28c, 0x3c6ef372];
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte >= 0x80) return undefined;
    a = Math.imul(a ^ byte, 0x01000193) ^ (a >>> 15);
    b = Math.imul(b ^ byte, 0x5bd1e995) ^ (b >>> 13);
  }
  return join53(mix32(a ^ (to - from)), mix32(b ^ (to - from)));
}

/** Two 32-bit halves as one exact number below 2^53, never 0. */
export function join53(low: number, high: number): number {
  return (high & 0x1fffff) * 0x100000000 + (low >>> 0) || 1;
}

/** Combines two hashes; order matters. */
export function combine32(a: number, b: number): number {
  return mix32(Math.imul(a, 0x9e3779b1) ^ b) || 1;
}
