import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../src/math/random.ts';
import type { DumpedAccount } from '../logs/dumped.ts';
import type { LogTruth } from '../logs/labelled-log.ts';
import { attacker, madeAccount, madeCandidate, madeDump } from '../logs/made-dump.ts';
import { givenKeys } from './given-keys.ts';

const named = (prefix: string, count: number, account: DumpedAccount): DumpedAccount[] =>
  Array.from({ length: count }, (_, n) => ({ ...account, id: `${prefix}${n}` }));
const all = [
  ...named('c', 12, attacker()),
  ...named('p', 20, madeAccount()),
  ...named('r', 6, madeAccount({ class: 'relay' })),
  ...named('few', 4, madeAccount()),
];
const from = (prefix: string): number[] => all.flatMap(({ id }, at) => (id.replace(/\d+/, '') === prefix ? [at] : []));
const dump = madeDump(all, [
  madeCandidate(from('p')),
  madeCandidate([...from('p').slice(0, 8), ...from('few')]),
  madeCandidate(from('r')),
  madeCandidate(from('few')),
]);
const truth = { accounts: new Map(all.map((account) => [account.id, account])) } as unknown as LogTruth;
const drawn = (seed: number): ReturnType<typeof givenKeys> => givenKeys(dump, truth, new Random(seed));

test('every account of a group has one of a few keys, campaigns and innocents alike', () => {
  for (let seed = 0; seed < 20; seed++) {
    for (const isCampaign of [true, false]) {
      const keys = drawn(seed).filter((key) => key.isCampaign === isCampaign);
      const ids = keys.flatMap(({ accounts }) => accounts);
      assert.ok(keys.length >= 1 && keys.length <= 4 && new Set(ids).size === ids.length);
      assert.ok(ids.every((id) => id.startsWith(isCampaign ? 'c' : 'p')));
      // A key of one account alone replaces none.
      assert.ok(ids.length >= (isCampaign ? 12 : 20) - 3);
    }
  }
});

test('the same seed gives the same keys, and other seeds give others', () => {
  assert.deepEqual(drawn(1), drawn(1));
  const counts = new Set(Array.from({ length: 20 }, (_, seed) => drawn(seed).length));
  assert.ok(counts.size > 1);
});
