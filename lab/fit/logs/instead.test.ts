import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statisticsOf } from './dumped.ts';
import { instead } from './instead.ts';
import { attacker, madeCandidate, madeDump } from './made-dump.ts';

const dump = madeDump([attacker()], [madeCandidate([0], { statistics: { intent: 1, tried: 2, depth: 3 } })]);
const statistics = (swap?: string) => [...statisticsOf(instead([dump], swap)[0]!.candidates[0]!)].sort();

test('a statistic that is tried takes the place of the one it is tried instead of, and the others stay', () => {
  assert.deepEqual(statistics('intent=tried'), [
    ['depth', 3],
    ['intent', 2],
  ]);
  assert.deepEqual(statistics('intent=never-measured'), [
    ['depth', 3],
    ['tried', 2],
  ]);
  assert.equal(statistics().length, 3);
});
