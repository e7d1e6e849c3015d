import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ScanStopped } from './audit-thread.ts';
import { runInBackground } from './background-process.ts';
import type { ScanJob } from './scan-messages.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('background-');

const job: ScanJob = {
  kind: 'scan',
  sources: [],
  settings: {},
  mappings: [],
  limits: { lineBytes: 1, unpackRatio: 1 },
  includePrompts: true,
  title: 'logs',
};

/** A script in place of the worker. */
function script(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('the process has the lowest priority, gets the job, and what it gives comes back with its columns', async () => {
  const path = script(
    'told.cjs',
    `process.once('message', (job) => process.send({ type: 'done', outcome:
      { title: job.title, priority: require('os').getPriority(), index: { time: new Float64Array([1, 2]) } } }));`,
  );
  const outcome: unknown = await runInBackground(job, { script: path });
  assert.deepEqual(outcome, {
    title: 'logs',
    priority: constants.priority.PRIORITY_LOW,
    index: { time: new Float64Array([1, 2]) },
  });
});

test('a scan that is stopped leaves no process', async () => {
  const stop = new AbortController();
  let pid = 0;
  const path = script(
    'endless.cjs',
    `process.on('SIGTERM', () => undefined);
     process.once('message', () => { process.send({ type: 'remark', sentence: String(process.pid) }); for (;;); });`,
  );
  const onRemark = (sentence: string): void => {
    pid = Number(sentence);
    stop.abort();
  };
  await assert.rejects(runInBackground(job, { script: path, stop: stop.signal, onRemark }), ScanStopped);
  assert.throws(() => process.kill(pid, 0), /ESRCH/);
});

test('a process that dies is an error in a sentence', async () => {
  const path = script('dies.cjs', `process.once('message', () => process.exit(3));`);
  await assert.rejects(runInBackground(job, { script: path }), /in the background ended without a result \(3\)/);
});
