/** Numbers as they are written in JSON. */

export function isDigit(c: u8): bool {
  return c - 48 < 10;
}

/** The place after the digits at `at`. */
export function digits(at: usize): usize {
  while (isDigit(load<u8>(at))) at++;
  return at;
}

const POWERS: StaticArray<f64> = [
  1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21,
  1e22,
];

/**
 * The number written in the given bytes, which are known to be a JSON number; NaN where it has an exponent or more
 * digits than one division of exact numbers can give without a rounding of its own.
 */
export function decimal(from: usize, to: usize): f64 {
  let at = from;
  const negative = load<u8>(at) == 0x2d;
  if (negative) at++;
  let value: u64 = 0;
  let count: u32 = 0;
  let fraction = -1;
  for (; at < to; at++) {
    const c = load<u8>(at);
    if (c == 0x2e) {
      fraction = 0;
      continue;
    }
    if (!isDigit(c) || ++count > 19) return NaN;
    value = value * 10 + <u64>(c - 48);
    if (fraction >= 0) fraction++;
  }
  if (value > 9007199254740992) return NaN;
  const exact = fraction > 0 ? <f64>value / unchecked(POWERS[fraction]) : <f64>value;
  return negative ? -exact : exact;
}
