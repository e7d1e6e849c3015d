/** What the rest of the program calls. Compiled by `scripts/build-kernel.ts` into `kernel-code.ts`. */
import { exact, sip } from './hash';
import { GROUPS, RUN } from './layout';

export { writeCall } from './calls';
export { decimal } from './digits';
export { disguises, fold, hides } from './fold';
export { read, readInner } from './json';
export { segment } from './segments';
export { shape } from './shape';
export { fromUtf16, hasUnicodeEscape, hidesLetters, isMarked, isUtf8, units } from './text';
export { unescape } from './unescape';
export { hashUnits } from './units-hash';

/** 53-bit hash of a text as an exact number, never 0. */
export function digest(from: usize, to: usize): f64 {
  return exact(sip(from, to, 0));
}

/** One 53-bit hash of two numbers in their order. */
export function join(a: f64, b: f64): f64 {
  store<f64>(RUN, b);
  return exact(sip(RUN, RUN + 8, reinterpret<u64>(a)));
}

/** The group hash of the line read last: 0 or 1. */
export function group(which: u32): f64 {
  return exact(load<u64>(GROUPS + ((<usize>which) << 3)));
}
