import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../src/core/math/random.ts';
import { crowdLog } from './make-crowd.ts';

interface Truth {
  accounts: Record<string, { class: string }>;
  campaigns: { type: string }[];
  harvest_lines: number[];
}

const truthOf = (accounts: number, share: number): Truth =>
  crowdLog(3, 1, accounts, share).written(new Random('lines')).truth as Truth;

test('the campaign holds its share of the accounts, and is the same campaign whatever its share', () => {
  const [few, many] = [truthOf(400, 0.05), truthOf(400, 0.5)];
  for (const [truth, share] of [
    [few, 0.05],
    [many, 0.5],
  ] as const) {
    const all = Object.values(truth.accounts);
    const attackers = all.filter(({ class: kind }) => kind === 'distillation').length;
    assert.ok(Math.abs(attackers / all.length - share) < 0.1 * share, `${attackers} of ${all.length}`);
  }
  assert.deepEqual(few.campaigns, many.campaigns);
  assert.ok(few.harvest_lines.length > 20);
});
