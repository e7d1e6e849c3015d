/** XXH64 (Yann Collet, public specification): fast, and even over all its bits. Nothing here resists who looks for collisions. */

const P1: u64 = 0x9e3779b185ebca87;
const P2: u64 = 0xc2b2ae3d27d4eb4f;
const P3: u64 = 0x165667b19e3779f9;
const P4: u64 = 0x85ebca77c2b2ae63;
const P5: u64 = 0x27d4eb2f165667c5;

function round(acc: u64, input: u64): u64 {
  return rotl(acc + input * P2, 31) * P1;
}

function mergeRound(acc: u64, value: u64): u64 {
  return (acc ^ round(0, value)) * P1 + P4;
}

/** Hash of the bytes `from` to `to`. */
export function xxh64(from: usize, to: usize, seed: u64): u64 {
  let at = from;
  let h: u64;
  if (to - from >= 32) {
    let a = seed + P1 + P2;
    let b = seed + P2;
    let c = seed;
    let d = seed - P1;
    const last = to - 32;
    do {
      a = round(a, load<u64>(at));
      b = round(b, load<u64>(at, 8));
      c = round(c, load<u64>(at, 16));
      d = round(d, load<u64>(at, 24));
      at += 32;
    } while (at <= last);
    h = rotl(a, 1) + rotl(b, 7) + rotl(c, 12) + rotl(d, 18);
    h = mergeRound(h, a);
    h = mergeRound(h, b);
    h = mergeRound(h, c);
    h = mergeRound(h, d);
  } else {
    h = seed + P5;
  }
  h += <u64>(to - from);
  for (; at + 8 <= to; at += 8) h = rotl(h ^ round(0, load<u64>(at)), 27) * P1 + P4;
  if (at + 4 <= to) {
    h = rotl(h ^ (<u64>load<u32>(at) * P1), 23) * P2 + P3;
    at += 4;
  }
  for (; at < to; at++) h = rotl(h ^ (<u64>load<u8>(at) * P5), 11) * P1;
  return mix(h);
}

/** Every input bit reaches every output bit. */
export function mix(h: u64): u64 {
  h = (h ^ (h >> 33)) * P2;
  h = (h ^ (h >> 29)) * P3;
  return h ^ (h >> 32);
}

/** 53 bits of a hash as an exact number, never 0. */
export function exact(h: u64): f64 {
  const top = <f64>(h >> 11);
  return top == 0 ? 1 : top;
}
