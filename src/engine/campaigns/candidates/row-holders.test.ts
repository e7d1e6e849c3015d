import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Candidate } from './candidate.ts';
import { RowHolders } from './row-holders.ts';

test('a row gives all candidates that hold it, the one that was added first before the others', () => {
  const slices = [[{ account: 1, template: 0, rows: Uint32Array.of(0, 7) }]];
  const candidate: Candidate = {
    ...{ kind: 'deep', accounts: [1], membership: [9], traits: [], near: [] },
    ...{ templates: [0], slices, strangers: [0], information: 1 },
  };
  const holders = new RowHolders([candidate]);
  const of = (row: number): number[] => {
    const found: number[] = [];
    holders.each(row, (number) => found.push(number));
    return found;
  };
  assert.deepEqual(of(7), []);
  for (const number of [0, 2, 5]) holders.add(7, number);
  holders.add(0, 2);
  assert.deepEqual([of(0), of(3), of(7)], [[2], [], [0, 5, 2]]);
});
