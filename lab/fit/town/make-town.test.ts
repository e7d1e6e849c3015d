/** The town: the same seed gives the same log, and its truth fits its lines. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { Random } from '../../../src/math/random.ts';
import { townLog } from './make-town.ts';

interface Truth {
  accounts: Record<string, { class: string; requests: number; harvest: number; campaign: string | null }>;
  campaigns: { id: string }[];
  harvest_lines: number[];
}

interface Line {
  startTime: number;
  metadata: { user_api_key_hash: string };
}

const written = (number: number): { lines: string[]; truth: Truth } =>
  townLog(5, number).written(new Random('lines', number)) as { lines: string[]; truth: Truth };

test('a town with the same seed is the same log', () => {
  assert.deepEqual(written(1), written(1));
  assert.notDeepEqual(written(1).lines, written(2).lines);
});

test('every line of a town belongs to an account of its truth, and what harvests to a campaign', () => {
  const { lines, truth } = written(2);
  const parsed = lines.map((line) => JSON.parse(line) as Line);
  const counts = new Map<string, number>();
  for (const { metadata } of parsed)
    counts.set(metadata.user_api_key_hash, (counts.get(metadata.user_api_key_hash) ?? 0) + 1);
  assert.deepEqual(counts, new Map(Object.entries(truth.accounts).map(([id, { requests }]) => [id, requests])));
  assert.ok(truth.harvest_lines.length > 0);
  for (const line of truth.harvest_lines) {
    const account = truth.accounts[parsed[line - 1]!.metadata.user_api_key_hash]!;
    assert.equal(account.class, 'distillation');
    assert.ok(truth.campaigns.some(({ id }) => id === account.campaign));
  }
  const times = parsed.map(({ startTime }) => startTime);
  assert.deepEqual(
    times,
    [...times].sort((a, b) => a - b),
  );
});

test('every fourth log of a town has no campaign', () => {
  assert.deepEqual(written(3).truth.campaigns, []);
  assert.deepEqual(written(3).truth.harvest_lines, []);
});

test('a town of three times the requests has about so many more lines, and campaigns too', () => {
  const { lines, truth } = townLog(5, 2, 3).written(new Random('lines', 2)) as { lines: string[]; truth: Truth };
  const times = lines.length / written(2).lines.length;
  assert.ok(times > 2 && times < 4, `${times} times as many requests`);
  assert.ok(truth.campaigns.length > 0);
});
