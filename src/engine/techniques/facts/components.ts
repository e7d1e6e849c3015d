import { addTo } from '../../../math/lists/many.ts';
import { UnionFind } from '../../../math/union-find.ts';

/** Things that have to do with each other, as they name the same numbers. In the order of their first ones. */
export function components<T>(things: readonly T[], numbersOf: (thing: T) => readonly number[]): T[][] {
  const all = new Map<number, number>();
  const own = things.map((thing) => numbersOf(thing).map((number) => placeOf(all, number)));
  const joined = new UnionFind(all.size);
  for (const places of own) for (const place of places) joined.join(places[0]!, place);
  const groups = new Map<number, T[]>();
  things.forEach((thing, at) => {
    const group = joined.find(own[at]![0]!);
    addTo(groups, group, thing);
  });
  return [...groups.values()];
}

function placeOf(all: Map<number, number>, number: number): number {
  const known = all.get(number);
  if (known !== undefined) return known;
  all.set(number, all.size);
  return all.size - 1;
}
