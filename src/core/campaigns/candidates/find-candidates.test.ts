import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../test/fixtures/templated.ts';
import type { Candidate } from './candidate.ts';
import { distinctCandidates } from './find-candidates.ts';

const { candidate: several } = candidateCase(traffic(9, 8, (member, n) => ({ template: (member + n) % 3 })));
/** The same requests as those of one template. */
const single: Candidate = { ...several, kind: 'deep', templates: [7] };

test('of two candidates about the same requests the one that tells templates apart is kept, whichever came first', () => {
  for (const list of [
    [single, several],
    [several, single],
  ])
    assert.deepEqual(distinctCandidates(list), [several]);
});

test('candidates about other requests are all kept, those of more accounts first among their like', () => {
  const part = (from: number, to: number): Candidate => ({
    ...several,
    accounts: several.accounts.slice(from, to),
    slices: several.slices.slice(from, to),
  });
  assert.deepEqual(
    distinctCandidates([part(0, 3), part(3, 9)]).map(({ accounts }) => accounts.length),
    [6, 3],
  );
});
