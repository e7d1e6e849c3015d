import assert from 'node:assert/strict';
import { test } from 'node:test';
import { casesOf } from './cases.ts';
import { madeCandidate, madeDump } from './logs/made-dump.ts';

const innocent = (n: number): ReturnType<typeof madeCandidate>[] => Array.from({ length: n }, () => madeCandidate([0]));
const campaign = (id: string, accounts: number): ReturnType<typeof madeCandidate> =>
  madeCandidate(
    Array.from({ length: accounts }, (_, i) => i),
    { label: 'campaign', campaign: id },
  );
const sum = (counts: readonly { count: number }[]): number => counts.reduce((total, { count }) => total + count, 0);

test('a campaign counts once however many candidates it makes, the larger ones for more', () => {
  const cases = casesOf([madeDump([], [campaign('c1', 30), campaign('c1', 10), campaign('c2', 5), ...innocent(3)])]);
  assert.deepEqual(
    cases.map(({ count }) => count),
    [0.75, 0.25, 1, 1, 1, 1],
  );
});

test('a log with many innocent candidates does not drown the others', () => {
  const cases = casesOf([
    madeDump([], innocent(48), { name: 'many' }),
    madeDump([], [...innocent(2), campaign('c1', 5)], { name: 'few' }),
  ]);
  assert.ok(Math.abs(sum(cases.filter(({ log }) => log === 'made/many')) - 12) < 1e-9);
  assert.equal(sum(cases.filter(({ log, positive }) => log === 'made/few' && !positive)), 2);
});

test('neither generator counts for more than the other, of each kind, and all as much as before', () => {
  const cases = casesOf([
    madeDump([], [...innocent(9), campaign('c1', 5), campaign('c2', 5), campaign('c3', 5)]),
    madeDump([], [...innocent(3), campaign('c1', 5)], { generator: 'world2' }),
  ]);
  for (const positive of [true, false])
    for (const generator of ['bench', 'world2']) {
      const own = cases.filter((one) => one.positive === positive && one.generator === generator);
      assert.ok(Math.abs(sum(own) - (positive ? 2 : 6)) < 1e-9, `${generator} ${positive}`);
    }
});

test('mixed and authorised candidates teach nothing', () => {
  const cases = casesOf([
    madeDump([], [madeCandidate([0], { label: 'mixed' }), madeCandidate([0], { label: 'authorised' }), ...innocent(1)]),
  ]);
  assert.equal(cases.length, 1);
});
