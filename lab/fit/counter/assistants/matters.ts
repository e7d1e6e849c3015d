/** What an assistant can be asked: a tree of topics with things, their aspects and troubles, and cases. */
import type { Random } from '../../../../src/math/random.ts';
import type { Stock } from '../language/answers.ts';
import type { Matter, MatterKind } from '../language/matter.ts';
import { coinedName, modelNumber } from '../language/names.ts';

/** All matters of an assistant in the order of their popularity. Common topics have more of the first. */
export function mattersOf(random: Random, stock: Stock): Matter[] {
  const drafts: { matter: Omit<Matter, 'id'>; weight: number }[] = [];
  let topic = 0;
  const put = (kind: MatterKind, slots: Record<string, string>, weight: number): void => {
    drafts.push({ matter: { topic, kind, slots }, weight: weight * random.exponential(1) });
  };
  const perHead = 1 + random.below(5);
  const keep = 0.4 + 0.6 * random.next();
  for (const head of stock.heads) {
    const weight = random.exponential(1);
    const things = Array.from({ length: 1 + random.below(perHead) }, () => thingOf(random, stock, head));
    for (const thing of things) {
      for (const aspect of stock.aspects) if (random.chance(keep)) put('aspect', { thing, aspect }, weight);
      for (const trouble of stock.troubles) if (random.chance(keep)) put('trouble', { thing, trouble }, weight);
      const others = things.filter((one) => one !== thing);
      if (others.length > 0) put('compare', { thing, other: random.pick(others) }, weight);
    }
    for (const circumstance of stock.circumstances)
      if (random.chance(0.3)) put('advice', { thing: head, circumstance }, weight);
    topic++;
  }
  for (const errand of stock.errands) {
    const weight = 4 * random.exponential(1);
    put('errand', { errand }, 4 * weight);
    for (const circumstance of stock.circumstances)
      if (random.chance(keep)) put('case', { errand, circumstance }, weight / 2);
    topic++;
  }
  for (const idea of stock.ideas) put('idea', { idea }, 3);
  return drafts.sort((a, b) => b.weight - a.weight).map(({ matter }, id) => ({ ...matter, id }));
}

function thingOf(random: Random, { kinds }: Stock, head: string): string {
  const kind = random.chance(0.6) ? `${random.pick(kinds)} ` : '';
  const name = random.chance(0.4) ? `${coinedName(random)} ${random.chance(0.5) ? `${modelNumber(random)} ` : ''}` : '';
  return `${name}${kind}${head}`;
}
