import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isAll } from '../../../test/harness/all.ts';
import { demoLines } from '../../demo/demo-lines.ts';
import { planDemo } from '../../demo/demo-plan.ts';
import { wilson } from '../../math/wilson.ts';
import { measurePower, PowerError, type PowerProgress } from './power.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-power-');
const log = join(folder, 'log.jsonl');
// The log's own campaigns are called without any that are planted, so whoever is accused later is accused for nothing.
writeFileSync(log, [...demoLines(planDemo({ seed: 6, requests: 3000 }))].join(''));

const options = { trials: 1, workers: 1, seed: 7 };

/** A kind of each sort: plain ones, some that hide a little, and some that nobody finds. A run with everything has all kinds. */
const SOME_KINDS = ['size-24-0', 'size-12-0.5', 'requests-4', 'sticky', 'all'];

test('every kind of campaign is planted once a trial, the plain ones are found, and ordinary accounts stay unaccused', async () => {
  const seen: PowerProgress[] = [];
  const result = await measurePower([log], {
    ...options,
    ...(!isAll && { only: SOME_KINDS }),
    onProgress: (progress) => seen.push(progress),
  });
  assert.equal(result.partial, false);
  assert.ok(isAll ? result.cells.length >= 20 : result.cells.length === SOME_KINDS.length);
  for (const { id, knobs, accounts, campaigns } of result.cells) {
    assert.equal(campaigns.of, 1, id);
    assert.ok(accounts.of > knobs.accounts / 2 && accounts.of <= knobs.accounts, id);
    // Accounts of one campaign are found together: an interval is as wide as campaigns are few.
    if (accounts.found === accounts.of) assert.deepEqual(accounts.interval, wilson(campaigns.of, campaigns.of));
    assert.ok(
      accounts.interval[0] <= accounts.found / accounts.of && accounts.found / accounts.of <= accounts.interval[1],
    );
  }
  const plain = result.cells.find(({ id }) => id === 'size-24-0')!;
  assert.equal(plain.accounts.found, plain.accounts.of);
  assert.ok(result.cost.accused.found <= result.cost.judged / 1000, `${result.cost.accused.found} accused for nothing`);
  const missed = result.cells.filter(({ campaigns }) => campaigns.found === 0).length;
  const { groups, campaigns: suspected } = result.suspected;
  assert.equal(suspected.of, missed);
  assert.ok(groups.found <= groups.of, JSON.stringify(result.suspected));
  if (isAll) assert.ok(suspected.found > 0 && groups.found > 0, JSON.stringify(result.suspected));
  assert.equal(result.cost.judged, result.cost.rounds * result.log.accounts);
  assert.deepEqual(
    seen.slice(0, 2).map(({ phase }) => phase),
    ['reading', 'judging'],
  );
  assert.equal(seen.at(-1)!.round, seen.at(-1)!.rounds);
});

test('the same seed gives the same result, another one plants other campaigns', async () => {
  const few = { ...options, only: ['reworded', 'weighted'] };
  const one = await measurePower([log], few);
  assert.equal(one.cells.length, 2);
  assert.deepEqual(await measurePower([log], few), one);
  assert.notDeepEqual(await measurePower([log], { ...few, seed: 8, trials: 2 }), one);
});

test('when time runs out or it is cancelled, what was measured stands and is called partial', async () => {
  const late = await measurePower([log], { ...options, timeLimitMs: 0 });
  assert.deepEqual([late.partial, late.cost.rounds], [true, 0]);
  assert.deepEqual(late.cells[0]!.accounts, { found: 0, of: 0, interval: [0, 1] });
  const stop = new AbortController();
  const cancelled = await measurePower([log], {
    ...options,
    signal: stop.signal,
    onProgress: ({ round }) => {
      if (round === 2) stop.abort();
    },
  });
  assert.deepEqual([cancelled.partial, cancelled.cost.rounds], [true, 2]);
});

test('files without a request, and one that is there twice, change no figure', async () => {
  const few = { ...options, only: ['size-12-0.5'] };
  for (const name of ['several/a.jsonl', 'several/c.jsonl', 'several/d.jsonl']) {
    mkdirSync(join(folder, 'several'), { recursive: true });
    writeFileSync(join(folder, name), name.endsWith('a.jsonl') ? '\n' : readFileSync(log));
  }
  assert.deepEqual((await measurePower([join(folder, 'several')], few)).cells, (await measurePower([log], few)).cells);
});

test('a log without requests or with too few accounts is refused with the reason', async () => {
  const line = (record: object): string => `${JSON.stringify(record)}\n`;
  const call = (n: number, more: object): string =>
    line({ model: 'm', time: 1_780_000_000_000 + n, messages: [{ role: 'user', content: `Question ${n}` }], ...more });
  const nobody = join(folder, 'nobody.jsonl');
  writeFileSync(nobody, Array.from({ length: 30 }, (_, n) => call(n, {})).join(''));
  const isRefused = (text: RegExp) => (error: unknown) => error instanceof PowerError && text.test(error.message);
  await assert.rejects(
    measurePower([nobody], { ...options, accountBy: 'metadata.none' }),
    isRefused(/names 1 accounts; 20 are needed/),
  );
  const empty = join(folder, 'empty.jsonl');
  writeFileSync(empty, '\n');
  await assert.rejects(measurePower([empty], options), isRefused(/No request/));
});
