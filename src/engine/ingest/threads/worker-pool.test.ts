import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { JobOutcome } from './pool-thread.ts';
import { type NextTask, runPool } from './worker-pool.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const folder = scratchFolder('worker-pool-');
const file = join(folder, 'echo.js');
writeFileSync(
  file,
  `const { parentPort } = require('node:worker_threads');
   parentPort.on('message', (job) => parentPort.postMessage({ job, at: Date.now() }));`,
);

interface Echo {
  job: number;
  /** When the thread had it. */
  at: number;
}

const options = { file, size: 1, workerData: () => 0, beats: () => 0, hangTimeoutMs: 60_000 };
const same = (job: number): number => job;

/** Runs jobs one after another; `ready` says when one is known. */
async function run(
  jobs: number[],
  take: (outcome: JobOutcome<Echo>) => () => void,
  ready: (job: number) => Promise<unknown> | undefined = () => undefined,
): Promise<void> {
  const left = [...jobs];
  const next: NextTask<number, Echo> = () => {
    const job = left.shift();
    if (job === undefined) return undefined;
    const task = { job, take };
    return ready(job)?.then(() => task) ?? task;
  };
  await runPool(options, next, same);
}

const answerOf = (outcome: JobOutcome<Echo>): Echo => {
  assert.ok('answer' in outcome);
  return outcome.answer;
};

test('a thread works on its next job while this one is busy with the answer before', async () => {
  const got: Echo[] = [];
  const done: number[] = [];
  await run([5, 6, 7], (outcome) => () => {
    got.push(answerOf(outcome));
    const end = Date.now() + 150;
    while (Date.now() < end);
    done.push(Date.now());
  });
  assert.deepEqual(
    got.map(({ job }) => job),
    [5, 6, 7],
  );
  assert.ok(
    got[1]!.at < done[0]! && got[2]!.at < done[1]!,
    'the thread had the next job before the answer was done with',
  );
});

test('an answer is done with while the next job is not known yet', async () => {
  const done: number[] = [];
  let isFirstDone: () => void;
  const first = new Promise<void>((resolve) => (isFirstDone = resolve));
  await run(
    [1, 2],
    (outcome) => () => {
      done.push(answerOf(outcome).job);
      isFirstDone();
    },
    (job) => (job === 2 ? first : undefined),
  );
  assert.deepEqual(done, [1, 2]);
});
