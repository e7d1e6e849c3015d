/** The hash of a system prompt as a whole, which its name is made of. */
const START: u32 = 0x9747b28c;

/** `hash32` of `math/hash.ts` over the text's UTF-16 code units. */
export function hashUnits(from: usize, to: usize): u32 {
  let h = START;
  let count: u32 = 0;
  let at = from;
  while (at < to) {
    let c = <u32>load<u8>(at);
    let second: u32 = 0;
    if (c < 0x80) {
      at++;
    } else if (c < 0xe0) {
      c = ((c & 31) << 6) | ((<u32>load<u8>(at, 1)) & 63);
      at += 2;
    } else if (c < 0xf0) {
      c = ((c & 15) << 12) | (((<u32>load<u8>(at, 1)) & 63) << 6) | ((<u32>load<u8>(at, 2)) & 63);
      at += 3;
    } else {
      const point =
        ((c & 7) << 18) |
        (((<u32>load<u8>(at, 1)) & 63) << 12) |
        (((<u32>load<u8>(at, 2)) & 63) << 6) |
        ((<u32>load<u8>(at, 3)) & 63);
      c = 0xd800 + ((point - 0x10000) >> 10);
      second = 0xdc00 + (point & 0x3ff);
      at += 4;
    }
    h = ((h ^ c) * 0x01000193) ^ (h >> 15);
    count++;
    if (second) {
      h = ((h ^ second) * 0x01000193) ^ (h >> 15);
      count++;
    }
  }
  h ^= count;
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  h ^= h >> 16;
  return h == 0 ? 1 : h;
}
