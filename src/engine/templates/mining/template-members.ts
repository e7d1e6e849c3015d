import { Scratch } from '../../../math/columns.ts';
import { byAccount } from './by-account.ts';

/** Prompts of each template that has any, both ascending. `assigned`: template of each prompt, or -1. */
export function* membersOf(assigned: Int32Array): Generator<[number, Uint32Array]> {
  const order = byTemplate(assigned);
  let at = 0;
  while (at < order.length && assigned[order[at]!]! < 0) at++;
  for (let from = at; from < order.length; from = at) {
    const number = assigned[order[from]!]!;
    while (at < order.length && assigned[order[at]!] === number) at++;
    yield [number, order.subarray(from, at)];
  }
}

/** Those without one come first. */
function byTemplate(assigned: Int32Array): Uint32Array {
  using scratch = new Scratch();
  const numbers = scratch.keep(new Uint32Array(assigned.length));
  for (let prompt = 0; prompt < assigned.length; prompt++) numbers[prompt] = assigned[prompt]! + 1;
  return byAccount(numbers);
}
