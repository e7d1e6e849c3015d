import { byAccount } from './by-account.ts';

/** Prompts of each template that has any, both ascending. `assigned`: template of each prompt, or -1. */
export function* membersOf(assigned: Int32Array): Generator<[number, Uint32Array]> {
  const order = byAccount(new Uint32Array(assigned.map((number) => number + 1)));
  let at = 0;
  while (at < order.length && assigned[order[at]!]! < 0) at++;
  for (let from = at; from < order.length; from = at) {
    const number = assigned[order[from]!]!;
    while (at < order.length && assigned[order[at]!] === number) at++;
    yield [number, order.subarray(from, at)];
  }
}
