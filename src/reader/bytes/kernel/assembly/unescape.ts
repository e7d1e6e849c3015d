/** Decodes the strings of JSON. */
import { COMPRESS } from './layout';
import { isHigh, isLow, putPair, putUnit } from './text';

const SLASH: u8 = 0x5c;
const EVEN: u32 = 0x5555;

/** What was decoded last ends here. */
let end: usize = 0;

/**
 * Writes the text of a JSON string, given without its quotes and known to be well-formed, to `out`. Returns where it
 * ends there. Up to 16 bytes after the end are written over.
 */
export function unescape(from: usize, to: usize, out: usize): usize {
  end = out;
  let at = from;
  while (at < to) {
    const bytes = v128.load(at);
    const left = <u32>min(to - at, 16);
    const slashes = <u32>i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(SLASH)));
    if (slashes == 0) {
      v128.store(end, bytes);
      at += left;
      end += left;
      continue;
    }
    if (slashes & 1 && !isCommon(load<u8>(at, 1))) {
      at = unescapeOne(at, to);
      continue;
    }
    at += unescapeBlock(bytes, slashes, left);
  }
  return end;
}

/** Escapes that stand for the letter after the backslash, and line breaks. */
function isCommon(c: u8): bool {
  return c == 0x6e || c == 0x22 || c == SLASH || c == 0x2f;
}

/**
 * Decodes all common escapes of a block at once: texts with a line break every few words have one in most blocks, and to
 * jump from one to the next costs a wrong guess each. Returns how much of the block was read: less than all of it before a
 * rarer escape, and where it ends with a backslash.
 */
function unescapeBlock(bytes: v128, slashes: u32, left: u32): u32 {
  // Of each run of backslashes every other one is escaped: see `quotes.ts`.
  const follows = slashes << 1;
  const odd = slashes & ~EVEN & ~follows;
  const escaped = (EVEN ^ ((odd + slashes) << 1)) & follows;
  const n = i8x16.eq(bytes, i8x16.splat(0x6e));
  const letters = v128.or(n, v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x2f))));
  const rare = escaped & ~(slashes | (<u32>i8x16.bitmask(letters)));
  const whole: u32 = ((<u32>1) << left) - 1;
  if (rare & whole) left = ctz(rare) - 1;
  else left -= ((slashes & ~escaped) >> (left - 1)) & 1;
  const kept = ~(slashes & ~escaped) & (((<u32>1) << left) - 1);
  const plain = v128.bitselect(i8x16.splat(10), bytes, v128.and(n, lanes(escaped)));
  const low = <usize>(kept & 255);
  const high = <usize>(kept >> 8);
  v128.store64_lane(end, i8x16.swizzle(plain, v128.load64_zero(COMPRESS + (low << 3))), 0);
  end += popcnt(low);
  const upper = v128.or(v128.load64_zero(COMPRESS + (high << 3)), i8x16.splat(8));
  v128.store64_lane(end, i8x16.swizzle(plain, upper), 0);
  end += popcnt(high);
  return left;
}

/** All bits of a byte where the mask has its bit. */
function lanes(mask: u32): v128 {
  const bit = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128);
  const bytes = i8x16.swizzle(i32x4.splat(mask), i8x16(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1));
  return i8x16.eq(v128.and(bytes, bit), bit);
}

/** Decodes the escape at `at`; returns what follows it. */
function unescapeOne(at: usize, to: usize): usize {
  const c = load<u8>(at, 1);
  at += 2;
  if (c != 0x75) {
    let plain = c;
    if (c == 0x74) plain = 9;
    else if (c == 0x72) plain = 13;
    else if (c == 0x62) plain = 8;
    else if (c == 0x66) plain = 12;
    store<u8>(end, plain);
    end++;
    return at;
  }
  const unit = hex(at);
  at += 4;
  if (isHigh(unit) && at + 6 <= to && load<u16>(at) == 0x755c) {
    const low = hex(at + 2);
    if (isLow(low)) {
      end = putPair(unit, low, end);
      return at + 6;
    }
  }
  end = putUnit(unit, end);
  return at;
}

function hex(at: usize): u32 {
  let value: u32 = 0;
  for (let i: usize = 0; i < 4; i++) {
    const c = <u32>load<u8>(at + i);
    value = (value << 4) | ((c & 15) + (c > 57 ? 9 : 0));
  }
  return value;
}
