/**
 * Tables of wanted keys. A table is what to do with keys that are not in it and with lists, then 63 places of 16 bytes:
 * where the key stands, its length, what to do with its value, and the table for the value. `kernel.ts` writes them.
 */
import { NODES } from './layout';

const NODE_SHIFT: usize = 10;
const PLACES: u32 = 63;

export function tableOf(node: u32): usize {
  return NODES + ((<usize>node) << NODE_SHIFT);
}

/** The place of a key in a table, or 0. */
export function find(table: usize, key: usize, length: u32): usize {
  if (length == 0) return 0;
  let at = keyHash(length, load<u8>(key), load<u8>(key + <usize>(length >> 1)), load<u8>(key + <usize>length - 1));
  while (true) {
    const place = table + 16 + ((<usize>at) << 4);
    const known = load<u32>(place, 4);
    if (known == 0) return 0;
    if (known == length && same(load<u32>(place), key, length)) return place;
    if (++at == PLACES) at = 0;
  }
}

function keyHash(length: u32, first: u32, middle: u32, last: u32): u32 {
  return (length * 7 + first * 5 + middle * 3 + last) % PLACES;
}

/** Eight bytes at a time; what comes after the keys is looked at and left out. */
function same(known: usize, key: usize, length: u32): bool {
  let left = length;
  for (; left > 8; left -= 8, known += 8, key += 8) if (load<u64>(known) != load<u64>(key)) return false;
  const beyond: u64 = 64 - (left << 3);
  return (load<u64>(known) ^ load<u64>(key)) << beyond == 0;
}
