/** Texts as bytes: UTF-8, with lone surrogates written as three bytes each (WTF-8), so that no two texts read the same. */

/** True when the bytes are well-formed UTF-8. The byte at `to` must be plain. */
export function isUtf8(from: usize, to: usize): bool {
  let at = from;
  while (at < to) {
    const high = i8x16.bitmask(v128.load(at));
    if (high == 0) {
      at += 16;
      continue;
    }
    at += ctz(high);
    if (at >= to) return true;
    const lead = <u32>load<u8>(at);
    const a = <u32>load<u8>(at, 1);
    if (lead >= 0xc2 && lead <= 0xdf) {
      if ((a & 0xc0) != 0x80) return false;
      at += 2;
    } else if (lead >= 0xe0 && lead <= 0xef) {
      const least: u32 = lead == 0xe0 ? 0xa0 : 0x80;
      const most: u32 = lead == 0xed ? 0x9f : 0xbf;
      if (a < least || a > most || ((<u32>load<u8>(at, 2)) & 0xc0) != 0x80) return false;
      at += 3;
    } else if (lead >= 0xf0 && lead <= 0xf4) {
      const least: u32 = lead == 0xf0 ? 0x90 : 0x80;
      const most: u32 = lead == 0xf4 ? 0x8f : 0xbf;
      if (a < least || a > most || ((<u32>load<u16>(at, 2)) & 0xc0c0) != 0x8080) return false;
      at += 4;
    } else {
      return false;
    }
  }
  return true;
}

export function putUnit(unit: u32, out: usize): usize {
  if (unit < 0x80) {
    store<u8>(out, unit);
    return out + 1;
  }
  if (unit < 0x800) {
    store<u8>(out, 0xc0 | (unit >> 6));
    store<u8>(out, 0x80 | (unit & 63), 1);
    return out + 2;
  }
  store<u8>(out, 0xe0 | (unit >> 12));
  store<u8>(out, 0x80 | ((unit >> 6) & 63), 1);
  store<u8>(out, 0x80 | (unit & 63), 2);
  return out + 3;
}

export function putPair(high: u32, low: u32, out: usize): usize {
  const point = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
  store<u8>(out, 0xf0 | (point >> 18));
  store<u8>(out, 0x80 | ((point >> 12) & 63), 1);
  store<u8>(out, 0x80 | ((point >> 6) & 63), 2);
  store<u8>(out, 0x80 | (point & 63), 3);
  return out + 4;
}

export const isHigh = (unit: u32): bool => (unit & 0xfc00) == 0xd800;
export const isLow = (unit: u32): bool => (unit & 0xfc00) == 0xdc00;

/** Writes UTF-16 code units, given as bytes, to `out` as WTF-8. Returns where it ends there. */
export function fromUtf16(from: usize, to: usize, out: usize): usize {
  let at = from;
  while (at < to) {
    if (at + 16 <= to) {
      const units = v128.load(at);
      if (!v128.any_true(v128.and(units, i16x8.splat(<i16>0xff80)))) {
        v128.store64_lane(out, i8x16.narrow_i16x8_u(units, units), 0);
        at += 16;
        out += 8;
        continue;
      }
    }
    const unit = <u32>load<u16>(at);
    at += 2;
    if (isHigh(unit) && at < to) {
      const low = <u32>load<u16>(at);
      if (isLow(low)) {
        out = putPair(unit, low, out);
        at += 2;
        continue;
      }
    }
    out = putUnit(unit, out);
  }
  return out;
}

/** UTF-16 code units of a text in WTF-8. */
export function units(from: usize, to: usize): u32 {
  let count: u32 = 0;
  let at = from;
  // Bytes from 0x80 to 0xbf, which continue a character, are the smallest of all signed bytes.
  for (; at + 16 <= to; at += 16) {
    const bytes = v128.load(at);
    count += popcnt(i8x16.bitmask(i8x16.gt_s(bytes, i8x16.splat(-65))));
    count += popcnt(i8x16.bitmask(i8x16.gt_u(bytes, i8x16.splat(<i8>0xef))));
  }
  for (; at < to; at++) {
    const c = load<u8>(at);
    if ((c & 0xc0) != 0x80) count += c >= 0xf0 ? 2 : 1;
  }
  return count;
}

/** Whether JSON holds an escape such as `\u00e9`. Up to 17 bytes after `to` are looked at. */
export function hasUnicodeEscape(from: usize, to: usize): bool {
  for (let at = from; at + 1 < to; at += 16) {
    const slashes = i8x16.eq(v128.load(at), i8x16.splat(0x5c));
    const found = i8x16.bitmask(v128.and(slashes, i8x16.eq(v128.load(at, 1), i8x16.splat(0x75))));
    if (found != 0) return at + <usize>ctz(found) + 1 < to;
  }
  return false;
}

/** Whether the text holds "litellm", the word that gateways leave in texts they have shortened. */
export function isMarked(from: usize, to: usize): bool {
  const l = i8x16.splat(0x6c);
  const m = i8x16.splat(0x6d);
  for (let at = from; at < to; at += 16) {
    let ends = i8x16.bitmask(v128.and(i8x16.eq(v128.load(at), l), i8x16.eq(v128.load(at, 1), m)));
    for (; ends != 0; ends &= ends - 1) {
      const start = at + ctz(ends) - 5;
      if (start >= from && start + 7 <= to && (load<u64>(start) & 0xffffffffffffff) == LITELLM) return true;
    }
  }
  return false;
}

/** Whether a string, as it is written, may have letters of ASCII as escapes: `\u00` with two digits more. */
export function hidesLetters(from: usize, to: usize): bool {
  const u = i8x16.splat(0x75);
  const zero = i8x16.splat(0x30);
  for (let at = from; at < to; at += 16)
    if (v128.any_true(v128.and(i8x16.eq(v128.load(at), u), i8x16.eq(v128.load(at, 1), zero))))
      for (let place = at; place < at + 16 && place < to; place++)
        if (load<u32>(place - 1) == ESCAPED_LETTER) return true;
  return false;
}

/** `\u00` and "litellm" as numbers, the first letter lowest. */
const ESCAPED_LETTER: u32 = 0x3030755c;
const LITELLM: u64 = 0x6d6c6c6574696c;
