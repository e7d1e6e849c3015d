/**
 * SipHash-1-3 (Aumasson and Bernstein, public specification) under a secret key of 128 bits: whoever writes what a log holds cannot
 * make two texts of one hash, because that takes the key.
 */
import { KEY } from './layout';

const I0: u64 = 0x736f6d6570736575;
const I1: u64 = 0x646f72616e646f6d;
const I2: u64 = 0x6c7967656e657261;
const I3: u64 = 0x7465646279746573;

/** Hash of the bytes `from` to `to` behind a word, which tells apart what is hashed for different ends. */
export function sip(from: usize, to: usize, before: u64): u64 {
  const k0 = load<u64>(KEY);
  const k1 = load<u64>(KEY, 8);
  let v0 = k0 ^ I0;
  let v1 = k1 ^ I1;
  let v2 = k0 ^ I2;
  let v3 = k1 ^ I3;
  const words = from + ((to - from) & ~7);
  let word = before;
  let at = from;
  while (true) {
    v3 ^= word;
    v0 += v1;
    v2 += v3;
    v1 = rotl(v1, 13) ^ v0;
    v3 = rotl(v3, 16) ^ v2;
    v0 = rotl(v0, 32);
    v2 += v1;
    v0 += v3;
    v1 = rotl(v1, 17) ^ v2;
    v3 = rotl(v3, 21) ^ v0;
    v2 = rotl(v2, 32);
    v0 ^= word;
    if (at > words) break;
    word = at < words ? load<u64>(at) : rest(at, to);
    at += at < words ? 8 : 1;
    if (at > words) word |= (<u64>(to - from + 8)) << 56;
  }
  v2 ^= 0xff;
  for (let turn = 0; turn < 3; turn++) {
    v0 += v1;
    v2 += v3;
    v1 = rotl(v1, 13) ^ v0;
    v3 = rotl(v3, 16) ^ v2;
    v0 = rotl(v0, 32);
    v2 += v1;
    v0 += v3;
    v1 = rotl(v1, 17) ^ v2;
    v3 = rotl(v3, 21) ^ v0;
    v2 = rotl(v2, 32);
  }
  return v0 ^ v1 ^ v2 ^ v3;
}

/** The last bytes, fewer than eight, as a word. */
function rest(at: usize, to: usize): u64 {
  const bytes = <u64>(to - at);
  return bytes == 0 ? 0 : load<u64>(at) & (0xffffffffffffffff >> (64 - (bytes << 3)));
}

/** 53 bits of a hash as an exact number, never 0. */
export function exact(h: u64): f64 {
  const top = <f64>(h >> 11);
  return top == 0 ? 1 : top;
}
