import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../src/math/random.ts';
import { Popularity } from './popularity.ts';
import type { Answered } from './world.ts';

const DRAWS = 2000;

test('documents come again as often as in draws by the popularity of a log, with its own deviation', () => {
  for (const slope of [0.3, 1, 1.6]) {
    const random = new Random('popularity', slope);
    const requests = Array.from({ length: 4000 }, (_, at): Answered => {
      const documents = [Math.floor(400 * random.next() ** (1 + 2 * slope))];
      return { account: at < 300 ? 'own' : 'other', role: '', time: at, documents };
    });
    const [own, pool] = [requests.slice(0, 300), requests.slice(300)];
    const popularity = new Popularity(requests);
    const draw = (size: number): Set<number> =>
      new Set(Array.from({ length: size }, () => random.pick(pool).documents[0]!));
    for (const size of [20, 150, 600]) {
      const drawn = Array.from({ length: DRAWS }, () => size - draw(size).size);
      near(popularity.again(size, own), drawn, `again in ${size}, slope ${slope}`);
    }
  }
});

function near([mean, deviation]: [number, number], drawn: readonly number[], what: string): void {
  const middle = drawn.reduce((sum, one) => sum + one, 0) / drawn.length;
  const spread = Math.sqrt(drawn.reduce((sum, one) => sum + (one - middle) ** 2, 0) / drawn.length);
  assert.ok(Math.abs(mean - middle) < 0.15 * spread + 0.05, `${what}: ${mean}, drawn ${middle} ± ${spread}`);
  assert.ok(Math.abs(deviation / Math.max(spread, 0.5) - 1) < 0.15, `${what}: ± ${deviation}, drawn ± ${spread}`);
}
