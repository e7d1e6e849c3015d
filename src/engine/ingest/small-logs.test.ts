import assert from 'node:assert/strict';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { logLines as lines, ScratchLog } from '../../../test/faults/scratch-log.ts';
import { digest } from '../../../test/fixtures/scan-digest.ts';
import { scan } from './scan.ts';

const scratch = new ScratchLog();
const workerFile = path.join(scratch.folder, 'scan-worker.js');

before(() => scratch.prepare());
after(() => scratch.remove());

const file = (name: string, content: string): string => scratch.file(name, content);

test('small logs that are read together are put together as if they were read one by one', async () => {
  const paths = Array.from({ length: 90 }, (_, n) => file(`many/${n}.jsonl`, lines(n * 3, n * 3 + 3)));
  const [together, alone] = await Promise.all([1, 0].map(async (workers) => scan(paths, { workers, workerFile })));
  assert.equal(together!.table.length, 270);
  assert.equal(digest(together!), digest(alone!));
});

test('a worker that dies of one of many small logs costs that one alone', async () => {
  const paths = Array.from({ length: 9 }, (_, n) =>
    file(`small/${n === 4 ? 'poison' : n}.jsonl`, lines(n * 5, n * 5 + 5)),
  );
  const crashing = file(
    'dying-worker.js',
    `const { parentPort } = require('node:worker_threads');
     parentPort.on('message', (jobs) => { if (jobs.some(({ source }) => source.path.includes('poison'))) process.exit(7); });
     require(${JSON.stringify(workerFile)});`,
  );
  const { inputs, partial } = await scan(paths, { workers: 1, workerFile: crashing });
  assert.equal(partial, true);
  for (const { path: log, requests, error } of inputs.files)
    assert.deepEqual([requests, error === undefined], log.includes('poison') ? [0, false] : [5, true], log);
});
