import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JudgedLog } from '../accused.ts';
import { FIRST_COLUMNS, firstGroupCells } from './first-groups.ts';
import { attacker, madeAccount, madeCandidate, madeDump } from '../logs/made-dump.ts';
import type { DumpedAccount, DumpedCandidate } from '../logs/dumped.ts';

/** Candidates are ordered by score. */
const judged = (accounts: DumpedAccount[], candidates: DumpedCandidate[]): JudgedLog => ({
  ...madeDump(accounts, candidates),
  logOdds: candidates.map((_, at) => -at),
  score: new Float64Array(accounts.length),
  accused: accounts.map(() => false),
});

const innocent = madeCandidate([5, 6]);

test('attackers are counted once, in the first groups that surely hold them', () => {
  const accounts = [attacker(), attacker(), attacker(), attacker(), attacker('c1', 2), madeAccount(), madeAccount()];
  const cells = firstGroupCells([
    judged(accounts, [
      madeCandidate([0, 4, 5], { label: 'campaign', campaign: 'c1' }),
      innocent,
      madeCandidate([0, 1, 2], { label: 'mixed', membership: [5, 5, 0] }),
      innocent,
      innocent,
      madeCandidate([3], { label: 'campaign', campaign: 'c1' }),
    ]),
  ]);
  assert.equal(cells.length, FIRST_COLUMNS.length);
  assert.deepEqual(cells, ['4', '25%', '50%', '50%', '1', '3', '1', '0']);
});

test('logs without an attack do not count', () => {
  const [attackers, first, , , , groups] = firstGroupCells([judged([madeAccount()], [innocent])]);
  assert.deepEqual([attackers, first, groups], ['0', '-', '0']);
});
