import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../src/math/random.ts';
import type { Dump } from './logs/dumped.ts';
import { byGenerator, byLog, type HeldOut, heldOut, judgesWithout, type PartOf } from './held-out.ts';
import { attacker, madeCandidate, madeDump } from './logs/made-dump.ts';

const DIRECTIONS = new Map([['x', 'for']] as const);
const random = new Random('held out');
const dumps = Array.from({ length: 24 }, (_, i) =>
  madeDump(
    [attacker()],
    [
      madeCandidate([0], { label: 'campaign', campaign: 'c1', statistics: { x: 1 + random.next() } }),
      madeCandidate([0], { statistics: { x: random.next() } }),
      madeCandidate([0], { label: 'mixed' }),
    ],
    { name: `${i}` },
  ),
);

const judgedApart = (all: readonly Dump[], ridge: number, partOf: PartOf): HeldOut[] =>
  heldOut(all, judgesWithout(all, DIRECTIONS, ridge, partOf), partOf);

test('every log is judged once, by weights of others, and mixed candidates are left out', () => {
  const items = judgedApart(dumps, 0.1, byLog);
  assert.equal(items.length, 48);
  assert.equal(new Set(items.map(({ log }) => log)).size, 24);
  assert.ok(items.filter(({ positive, logOdds }) => positive === logOdds > 0).length > 40);
});

test('weights that have seen a log would judge it better: a log alone in contradicting the others is judged wrong', () => {
  const turned = madeDump(
    [attacker()],
    [
      madeCandidate([0], { label: 'campaign', campaign: 'c1', statistics: { x: 0 } }),
      madeCandidate([0], { statistics: { x: 2 } }),
    ],
    { name: 'turned' },
  );
  const own = judgedApart([...dumps, turned], 0.1, byLog).filter(({ log }) => log === 'made/turned');
  assert.deepEqual(
    own.map(({ positive, logOdds }) => positive === logOdds > 0),
    [false, false],
  );
});

test('seeds of one scenario are not judged by one another, and one generator alone is not left out', () => {
  const world = (suite: string): Dump['log'] => ({ ...dumps[0]!.log, generator: 'world2', suite, name: 's01' });
  assert.equal(byLog(world('w1')), byLog(world('w2')));
  assert.deepEqual(judgedApart(dumps, 1, byGenerator), []);
});
