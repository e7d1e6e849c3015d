/** The wharf: the same seed gives the same log, its truth fits its lines, and the reader knows every line. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Random } from '../../../src/math/random.ts';
import { readRequests } from '../../../src/reader/convert/read-requests.ts';
import { wharfLog } from './make-wharf.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-wharf-');

interface Truth {
  accounts: Record<
    string,
    { class: string; persona: string; requests: number; harvest: number; campaign: string | null }
  >;
  campaigns: { id: string }[];
  harvest_lines: number[];
}

const written = (number: number): { lines: string[]; truth: Truth } =>
  wharfLog(5, number).written(new Random('recorder', number)) as { lines: string[]; truth: Truth };

test('a wharf with the same seed is the same log', () => {
  const { lines, truth } = written(1);
  const again = written(1);
  assert.deepEqual(truth, again.truth);
  assert.ok(lines.every((line, at) => line === again.lines[at]));
  assert.notEqual(lines[0], written(2).lines[0]);
});

test('every line of a wharf is read as a request of an account of its truth, and what harvests belongs to a campaign', async () => {
  for (const number of [0, 2]) {
    const { lines, truth } = written(number);
    const file = path.join(folder, `${number}.jsonl`);
    writeFileSync(file, `${lines.join('\n')}\n`);
    const counts = new Map<string, number>();
    const harvests = new Map<string, number>();
    const harvesting = new Set(truth.harvest_lines);
    const times: number[] = [];
    const { counts: read } = await readRequests([file], ({ account, time, messages, content }, { line }) => {
      assert.equal(content, 'full');
      assert.ok(messages.length > 0);
      times.push(time!);
      counts.set(account!.value, (counts.get(account!.value) ?? 0) + 1);
      if (harvesting.has(line)) harvests.set(account!.value, (harvests.get(account!.value) ?? 0) + 1);
    });
    assert.equal(read.records, lines.length, JSON.stringify(read.reasons));
    assert.ok(times.every((time, at) => at === 0 || time >= times[at - 1]!));
    const accounts = Object.entries(truth.accounts);
    assert.deepEqual(counts, new Map(accounts.map(([id, { requests }]) => [id, requests])));
    const harvesters = accounts.filter(([, { harvest }]) => harvest > 0);
    assert.deepEqual(
      new Map([...harvests].sort()),
      new Map(harvesters.map(([id, { harvest }]) => [id, harvest] as const).sort()),
    );
    for (const [, { class: as, campaign }] of harvesters)
      assert.ok(as === 'relay' ? campaign === null : truth.campaigns.some(({ id }) => id === campaign));
    for (const { class: as, campaign } of truth.campaigns.length > 0 ? Object.values(truth.accounts) : [])
      assert.equal(campaign !== null, as === 'distillation' || as === 'unused');
    assert.ok(new Set(accounts.map(([, { persona }]) => persona)).size >= 15);
    assert.ok(lines.length > 2500 && lines.length < 25_000, String(lines.length));
  }
});

test('every fourth log of a wharf has no campaign', () => {
  const { truth } = written(3);
  assert.deepEqual(truth.campaigns, []);
  assert.deepEqual(truth.harvest_lines, []);
  assert.ok(Object.values(truth.accounts).every(({ class: as }) => as !== 'distillation'));
});
