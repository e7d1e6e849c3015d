import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { joinedByLinks, JOINED } from './average-linkage.ts';

const TEMPLATES = 9;

/** As it is defined: the pair with the highest mean over all pairs of templates is joined, of several the one that came first. */
function byDefinition(phi: readonly number[][], linked: Iterable<number>, least: number): number[][] {
  const trees = Array.from(linked, (at): number[] | undefined => [at]);
  for (;;) {
    let [most, first, second] = [0, -1, -1];
    trees.forEach((x, a) => {
      trees.forEach((y, b) => {
        if (!x || !y || a >= b) return;
        const mean =
          x.flatMap((i) => y.map((j) => phi[i]![j]!)).reduce((sum, own) => sum + own, 0) / (x.length * y.length);
        if (mean > most) [most, first, second] = [mean, a, b];
      });
    });
    if (most < least) return trees.filter((tree) => tree !== undefined);
    trees.push([...trees[first]!, ...trees[second]!]);
    trees[first] = trees[second] = undefined;
  }
}

test('templates are joined from the highest mean correlation down, and of pairs alike those first whose links come first', () => {
  // Sixteenths, so that sums are exact; few of them, so that many pairs are alike.
  const strengths = fc.array(fc.integer({ min: -8, max: 16 }), { minLength: 36, maxLength: 36 });
  fc.assert(
    fc.property(strengths, (sixteenths) => {
      const all = Array.from({ length: TEMPLATES }, () => new Array<number>(TEMPLATES).fill(0));
      const links: { a: number; b: number; phi: number }[] = [];
      for (let a = 0, at = 0; a < TEMPLATES; a++)
        for (let b = a + 1; b < TEMPLATES; b++, at++) {
          const phi = Math.max(0, sixteenths[at]!) / 16;
          all[a]![b] = all[b]![a] = phi;
          if (phi > 0) links.push({ a, b, phi });
        }
      const found = joinedByLinks({
        a: Uint32Array.from(links, ({ a }) => a),
        b: Uint32Array.from(links, ({ b }) => b),
        phi: Float64Array.from(links, ({ phi }) => phi),
        templates: TEMPLATES,
      });
      JOINED.forEach((least, level) => {
        const expected = byDefinition(all, new Set(links.flatMap(({ a, b }) => [a, b])), least).filter(
          ({ length }) => length > 1,
        );
        const sorted = (trees: readonly number[][]): string[] =>
          trees.map((own) => [...own].sort((a, b) => a - b).join()).sort();
        assert.deepEqual(
          sorted(found[level]!.map(({ templates }) => templates).filter(({ length }) => length > 1)),
          sorted(expected),
        );
      });
    }),
  );
});
