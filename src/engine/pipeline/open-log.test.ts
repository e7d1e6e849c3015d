import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { buildScanWorker } from '../../../test/fixtures/scan-worker.ts';
import { logLines } from '../../../test/faults/scratch-log.ts';
import { openLog } from './open-log.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('open-log-');

test('threads that were started ahead are ended when judging fails', async () => {
  const alive = join(folder, 'alive');
  writeFileSync(alive, '');
  const workerFile = join(folder, 'telling.js');
  writeFileSync(
    workerFile,
    `setInterval(() => require('node:fs').appendFileSync(${JSON.stringify(alive)}, '.'), 2);
     require(${JSON.stringify(await buildScanWorker(folder))});`,
  );
  const log = join(folder, 'log.jsonl');
  writeFileSync(log, logLines(0, 20_000));
  const open = await openLog([log], { workers: 1, reading: { workerFile } }, () => undefined);
  const signs = (): number => readFileSync(alive).length;
  const before = signs();
  const fail = (): void => {
    // The thread lives by then.
    const until = Date.now() + 60_000;
    while (signs() === before && Date.now() < until);
    throw new Error('a defect');
  };
  await assert.rejects(open.judge(fail), /a defect/);
  const last = signs();
  assert.ok(last > before, 'a thread was started ahead');
  await setTimeout(100);
  assert.equal(signs(), last, 'it is at an end');
  await open.release();
});
