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
  `const { parentPort, workerData: begun } = require('node:worker_threads');
   parentPort.on('message', (job) => {
     Atomics.add(begun, 0, 1);
     Atomics.notify(begun, 0);
     parentPort.postMessage(job);
   });`,
);

/** How many jobs the thread has begun. */
const begun = new Int32Array(new SharedArrayBuffer(4));
const options = { file, size: 1, workerData: () => begun, beats: () => 0, hangTimeoutMs: 60_000 };
const same = (job: number): number => job;

/** Runs jobs one after another; `ready` says when one is known. */
async function run(
  jobs: number[],
  take: (outcome: JobOutcome<number>) => () => void,
  ready: (job: number) => Promise<unknown> | undefined = () => undefined,
): Promise<void> {
  const left = [...jobs];
  const next: NextTask<number, number> = () => {
    const job = left.shift();
    if (job === undefined) return undefined;
    const task = { job, take };
    return ready(job)?.then(() => task) ?? task;
  };
  await runPool(options, next, same);
}

const answerOf = (outcome: JobOutcome<number>): number => {
  assert.ok('answer' in outcome);
  return outcome.answer;
};

/**
 * Holds this thread up until the other one has begun so many jobs, for half a minute at most.
 * @returns whether it has
 */
function hasBegun(jobs: number): boolean {
  for (let had = begun[0]!; had < jobs; had = begun[0]!) {
    if (Atomics.wait(begun, 0, had, 30_000) === 'timed-out') return false;
  }
  return true;
}

test('a thread works on its next job while this one is busy with the answer before', async () => {
  const got: { job: number; isNextBegun: boolean }[] = [];
  begun[0] = 0;
  await run([5, 6], (outcome) => () => {
    got.push({ job: answerOf(outcome), isNextBegun: hasBegun(2) });
  });
  assert.deepEqual(got, [
    { job: 5, isNextBegun: true },
    { job: 6, isNextBegun: true },
  ]);
});

test('an answer is done with while the next job is not known yet', async () => {
  const done: number[] = [];
  let isFirstDone: () => void;
  const first = new Promise<void>((resolve) => (isFirstDone = resolve));
  await run(
    [1, 2],
    (outcome) => () => {
      done.push(answerOf(outcome));
      isFirstDone();
    },
    (job) => (job === 2 ? first : undefined),
  );
  assert.deepEqual(done, [1, 2]);
});
