/** The counter: the same seed gives the same log, our reader reads each of its lines, and its truth fits them. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { Random } from '../../../src/math/random.ts';
import { readFile } from '../../../test/golden/formats/read-file.ts';
import { FORMS } from './line.ts';
import { counterLog } from './make-counter.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

interface Truth {
  accounts: Record<string, { class: string; requests: number; harvest: number; campaign: string | null }>;
  campaigns: { id: string }[];
  harvest_lines: number[];
}

const SEED = 5;
const written = (number: number): { lines: string[]; truth: Truth } =>
  counterLog(SEED, number).written(new Random('lines', number)) as { lines: string[]; truth: Truth };

test('a counter with the same seed is the same log', () => {
  assert.deepEqual(written(1), written(1));
  assert.notDeepEqual(written(1).lines, written(2).lines);
});

/** The first log of each form. */
const numbers = Array.from({ length: 40 }, (_, number) => number);
const formOf = (number: number): string => counterLog(SEED, number).recording.form;

for (const form of Object.keys(FORMS)) {
  test(`every line of a ${form} log is a request of an account of its truth, and what harvests belongs to a campaign`, async () => {
    const number = numbers.find((one) => one % 4 !== 3 && formOf(one) === form)!;
    const { lines, truth } = written(number);
    const folder = scratchFolder('counter-');
    const file = join(folder, 'counter.jsonl');
    writeFileSync(file, `${lines.join('\n')}\n`);
    const { requests } = await readFile(file, 'counter.jsonl');
    assert.equal(requests.length, lines.length);
    assert.ok(
      requests.every(({ format, messages, time }) => format !== '' && messages.length > 0 && time !== undefined),
    );
    const sent = new Map<string, number>();
    for (const { account } of requests) sent.set(account!.value, (sent.get(account!.value) ?? 0) + 1);
    const told = Object.entries(truth.accounts).map(([id, { requests: count }]): [string, number] => [id, count]);
    assert.deepEqual(new Map([...sent].sort()), new Map(told.sort()));
    const byLine = new Map(requests.map(({ line, account }) => [line, account!.value]));
    assert.ok(truth.harvest_lines.length > 0);
    for (const line of truth.harvest_lines) {
      const account = truth.accounts[byLine.get(line)!]!;
      assert.match(account.class, /^(?:distillation|relay)$/);
      assert.ok(truth.campaigns.some(({ id }) => id === account.campaign));
    }
  });
}

test('every fourth log of a counter has no campaign', () => {
  assert.deepEqual(written(3).truth.campaigns, []);
  assert.deepEqual(written(3).truth.harvest_lines, []);
});
