import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amongRelays, keeping } from './chosen-candidates.ts';
import { attacker, madeAccount, madeCandidate, madeDump } from './made-dump.ts';

const keys = { 'relay-membership': 1 };
const dump = madeDump(
  [attacker(), madeAccount()],
  [
    madeCandidate([0], { same: [1, 2], statistics: { 'relay-membership': 0.5 } }),
    madeCandidate([0, 1], { same: [0, 2], label: 'mixed', statistics: keys }),
    madeCandidate([0], { same: [0, 1], label: 'campaign', campaign: 'c1', statistics: keys }),
    madeCandidate([1], { statistics: {} }),
  ],
);

test('candidates that are kept still name each other', () => {
  const kept = keeping(dump, ({ label }) => label !== 'mixed');
  assert.deepEqual(
    kept.candidates.map(({ same }) => same),
    [[1], [0], []],
  );
  assert.equal(kept.log, dump.log);
});

test('weights of relays learn from keys of a relay alone, and that a pool with attackers in it is not to be called', () => {
  const [{ candidates }] = amongRelays([dump]) as [typeof dump];
  assert.deepEqual(
    candidates.map(({ label, same }) => ({ label, same })),
    [
      { label: 'innocent', same: [1] },
      { label: 'campaign', same: [0] },
    ],
  );
  assert.equal(dump.candidates[1]!.label, 'mixed');
});
