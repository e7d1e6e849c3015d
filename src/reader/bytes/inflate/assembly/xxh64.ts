/** XXH64 with seed 0 (Collet, public specification), which frames of zstd end with: four words at a time, from piece to piece. */
const P1: u64 = 0x9e3779b185ebca87;
const P2: u64 = 0xc2b2ae3d27d4eb4f;
const P3: u64 = 0x165667b19e3779f9;
const P4: u64 = 0x85ebca77c2b2ae63;
const P5: u64 = 0x27d4eb2f165667c5;

let a: u64 = 0;
let b: u64 = 0;
let c: u64 = 0;
let d: u64 = 0;
let length: u64 = 0;

export function beginSum(): void {
  a = P1 + P2;
  b = P2;
  c = 0;
  d = 0 - P1;
  length = 0;
}

/** @returns where the bytes begin that are fewer than 32 and come again, before the next ones */
export function addToSum(from: usize, to: usize): usize {
  let at = from;
  for (; at + 32 <= to; at += 32) {
    a = round(a, load<u64>(at));
    b = round(b, load<u64>(at, 8));
    c = round(c, load<u64>(at, 16));
    d = round(d, load<u64>(at, 24));
  }
  length += at - from;
  return at;
}

/** @returns the lower half of the sum, with the bytes that are left */
export function endSum(from: usize, to: usize): u32 {
  let h: u64 = P5;
  if (length > 0) {
    h = rotl(a, 1) + rotl(b, 7) + rotl(c, 12) + rotl(d, 18);
    h = fold(fold(fold(fold(h, a), b), c), d);
  }
  h += length + (to - from);
  let at = from;
  for (; at + 8 <= to; at += 8) h = rotl(h ^ round(0, load<u64>(at)), 27) * P1 + P4;
  if (at + 4 <= to) {
    h = rotl(h ^ (<u64>load<u32>(at) * P1), 23) * P2 + P3;
    at += 4;
  }
  for (; at < to; at++) h = rotl(h ^ (<u64>load<u8>(at) * P5), 11) * P1;
  h = (h ^ (h >> 33)) * P2;
  h = (h ^ (h >> 29)) * P3;
  return <u32>(h ^ (h >> 32));
}

function round(lane: u64, word: u64): u64 {
  return rotl(lane + word * P2, 31) * P1;
}

function fold(h: u64, lane: u64): u64 {
  return (h ^ round(0, lane)) * P1 + P4;
}
