/**
 * Non-cryptographic hashes of text: Murmur3's finaliser over a multiplicative rolling state. Fast in plain JavaScript
 * and good enough for comparing texts, but not resistant to anyone looking for collisions.
 */

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

/** 53-bit hash of a string as one exact number, never 0: enough to tell a billion texts apart (collision chance 6%). */
export function hash53(text: string, seed = 0): number {
  let a = seed ^ 0x9747b28c;
  let b = seed ^ 0x3c6ef372;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193) ^ (a >>> 15);
    b = Math.imul(b ^ c, 0x5bd1e995) ^ (b >>> 13);
  }
  return join53(mix32(a ^ text.length), mix32(b ^ text.length));
}

/** `hash53` of a text of ASCII that is given as bytes. */
export function hashBytes53(bytes: Uint8Array, from: number, to: number): number {
  let a = 0x9747b28c;
  let b = 0x3c6ef372;
  for (let i = from; i < to; i++) {
    const c = bytes[i]!;
    a = Math.imul(a ^ c, 0x01000193) ^ (a >>> 15);
    b = Math.imul(b ^ c, 0x5bd1e995) ^ (b >>> 13);
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
