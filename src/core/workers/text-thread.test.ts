import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildScanWorker } from '../../../test/fixtures/scan-worker.ts';
import { requestPlace } from '../exemplars.ts';
import { scan } from '../scan.ts';
import { readerFile } from './reader-file.ts';
import { runTextJob, type TextJob } from './text-job.ts';
import { readTexts } from './text-thread.ts';

const folder = mkdtempSync(join(tmpdir(), 'text-thread-'));
const LIMITS = { memory: 512, patience: 60_000 };
let file = '';
let job: TextJob;

before(async () => {
  file = await buildScanWorker(folder);
  const line = (n: number): string =>
    JSON.stringify({
      call_type: 'acompletion',
      model: 'm',
      metadata: { user_api_key_hash: 'k' },
      messages: [{ role: 'user', content: `Grade answer ${n >> 1} of the quiz:\nnumber ${n} of all.` }],
    });
  const log = join(folder, 'log.jsonl');
  writeFileSync(log, `${Array.from({ length: 300 }, (_, n) => line(n)).join('\n')}\n`);
  const read = await scan([log]);
  const table = read.table.finish();
  const templates = Array.from({ length: 150 }, (_, n) => {
    return [n, [2 * n, 2 * n + 1].map((row) => requestPlace(table, row))] as const;
  });
  // The last one stands where there is no line any more.
  const gone = { ...requestPlace(table, 0), offset: 1e9 };
  job = { sources: read.sources, mappings: [], templates: [...templates, [150, [gone]]] };
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('another thread reads the same', async () => {
  const texts = await runTextJob(job);
  assert.equal(texts.length, 150);
  assert.match(JSON.stringify(texts[41]), /Grade answer 41 of the quiz/);
  assert.deepEqual(await readTexts(job, { file, ...LIMITS }), texts);
});

test('what a thread that dies does not read is read here', async () => {
  const dying = join(folder, 'dying.js');
  writeFileSync(dying, 'process.exit(3);');
  assert.deepEqual(await readTexts(job, { file: dying, ...LIMITS }), await runTextJob(job));
});

test('without a script, this thread reads', async () => {
  assert.equal(readerFile(join(folder, 'missing.js')), undefined);
  assert.equal(readerFile(file), file);
  assert.equal((await readTexts(job, { file: undefined, ...LIMITS })).length, 150);
});
