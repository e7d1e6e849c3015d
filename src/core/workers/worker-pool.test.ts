import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runPool } from './worker-pool.ts';

const folder = mkdtempSync(join(tmpdir(), 'worker-pool-'));
const file = join(folder, 'echo.js');
writeFileSync(
  file,
  `const { parentPort } = require('node:worker_threads');
   parentPort.on('message', (job) => parentPort.postMessage({ job, at: Date.now() }));`,
);
after(() => rmSync(folder, { recursive: true, force: true }));

interface Echo {
  job: number;
  /** When the thread had it. */
  at: number;
}

const options = { file, size: 1, workerData: () => 0, beats: () => 0, patience: 60_000 };
const same = (job: number): number => job;

test('a thread works on its next job while this one is busy with the answer before', async () => {
  const got: Echo[] = [];
  const done: number[] = [];
  await runPool<number, Echo>(
    options,
    [5, 6, 7],
    (_, outcome) => {
      assert.ok('answer' in outcome);
      got.push(outcome.answer);
      const end = Date.now() + 150;
      while (Date.now() < end);
      done.push(Date.now());
    },
    () => true,
    same,
  );
  assert.deepEqual(
    got.map(({ job }) => job),
    [5, 6, 7],
  );
  assert.ok(
    got[1]!.at < done[0]! && got[2]!.at < done[1]!,
    'the thread had the next job before the answer was done with',
  );
});

test('every job that was begun is told of when the run is stopped', async () => {
  const told: number[] = [];
  let asked = 0;
  await runPool<number, Echo>(
    options,
    [1, 2, 3, 4],
    (index) => told.push(index),
    () => ++asked <= 2,
    same,
  );
  assert.deepEqual(told, [0, 1]);
});
