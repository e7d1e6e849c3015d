import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../src/math/random.ts';
import { crowdLog } from './make-crowd.ts';

interface Truth {
  accounts: Record<string, { class: string }>;
  campaigns: { type: string }[];
  harvest_lines: number[];
}

const truthOf = (accounts: number, share: number, each?: number): Truth =>
  crowdLog(3, 1, accounts, share, each).written(new Random('lines')).truth as Truth;

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

test('the accounts of the campaign send as much more as is asked for, and it is the same campaign', () => {
  const [few, many] = [truthOf(200, 0.1), truthOf(200, 0.1, 240)];
  assert.deepEqual(few.campaigns, many.campaigns);
  const times = many.harvest_lines.length / few.harvest_lines.length;
  assert.ok(times > 8 && times < 12, `${times} times as many harvest requests, of 10`);
});
