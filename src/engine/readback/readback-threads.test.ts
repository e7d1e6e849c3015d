import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildScanWorker } from '../../../test/fixtures/scan-worker.ts';
import { readFileBlocks } from '../../reader/bytes/files/file-blocks.ts';
import { unpackGzip } from '../../reader/bytes/compression/gzip-reader.ts';
import { GzipRestarts } from '../../reader/bytes/compression/gzip-restarts.ts';
import { listSources } from '../../reader/bytes/sources/source-list.ts';
import { requestLocation } from './read-prompts.ts';
import { scan } from '../ingest/scan.ts';
import { readerFile } from '../ingest/threads/reader-file.ts';
import { linksJobs, runLinksJob } from '../campaigns/significance/null-links.ts';
import { type MeaningJob, runMeaningJob, type TemplateMeanings } from './readback-job.ts';
import { ReadbackThreads } from './readback-threads.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';
import { until } from '../../../test/harness/processes.ts';

const folder = scratchFolder('text-thread-');
const LIMITS = { memory: 512, hangTimeoutMs: 60_000 };
const MANY = 1e6;
let file = '';
let job: MeaningJob;

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
  writeFileSync(log, `${Array.from({ length: 1200 }, (_, n) => line(n)).join('\n')}\n`);
  const read = await scan([log]);
  const table = read.table.finish();
  const templates = Array.from({ length: 600 }, (_, n) => {
    return [n, [2 * n, 2 * n + 1].map((row) => requestLocation(table, row)), 1] as const;
  });
  // The last one is where there is no line any more.
  const gone = { ...requestLocation(table, 0), offset: 1e9 };
  job = { sources: read.sources, mappings: [], templates: [...templates, [600, [gone], 1]] };
});

/** What threads read, started ahead or not; they are ended. */
async function readBy(
  script: string | undefined,
  size: number,
  requests = 0,
  hangTimeoutMs = 60_000,
  wanted = job,
): Promise<TemplateMeanings> {
  const threads = new ReadbackThreads({ ...LIMITS, file: script, size, spare: size, hangTimeoutMs });
  threads.start(requests);
  try {
    return await threads.read(wanted);
  } finally {
    await threads.end();
  }
}

/** A script that does `code` in each thread with the number of its start, from 1, and then what reader threads do. */
function meddling(name: string, code: string): string {
  const script = join(folder, `${name}.js`);
  const starts = JSON.stringify(join(folder, `${name}.starts`));
  writeFileSync(
    script,
    `const fs = require('node:fs');
     fs.appendFileSync(${starts}, '.');
     const start = fs.readFileSync(${starts}).length;
     ${code}
     require(${JSON.stringify(file)});`,
  );
  return script;
}

const startsOf = (name: string): number => {
  const starts = join(folder, `${name}.starts`);
  return existsSync(starts) ? readFileSync(starts).length : 0;
};

test('one thread and several read the same in the same order, started ahead or not', async () => {
  const texts = await runMeaningJob(job);
  assert.equal(texts.length, 600);
  assert.match(JSON.stringify(texts[41]), /Grade answer 41 of the quiz/);
  assert.deepEqual(await readBy(file, 1), texts);
  assert.deepEqual(await readBy(file, 3), texts);
  assert.deepEqual(await readBy(file, 3, MANY), texts);
});

test('templates of a gzip log have the same text, whether it is unpacked by one thread or in parts', async () => {
  const plain = readFileSync(job.sources[0]!.file);
  const name = join(folder, 'packed.jsonl.gz');
  // In small blocks, so that this small log has a place to begin at.
  writeFileSync(name, gzipSync(plain, { memLevel: 1 }));
  const { sources } = await listSources([name]);
  const restarts = new GzipRestarts(1);
  const small = async function* (): AsyncGenerator<Buffer> {
    for await (const block of readFileBlocks(name, 0))
      for (let at = 0; at < block.length; at += 2000) yield block.subarray(at, at + 2000);
  };
  for await (const block of unpackGzip(small(), restarts)) assert.ok(block.length > 0);
  assert.ok(restarts.length > 0);
  const packed = { ...job, sources };
  const texts = await runMeaningJob(job);
  assert.deepEqual(await readBy(file, 2, 0, 60_000, packed), texts);
  assert.deepEqual(await readBy(file, 2, 0, 60_000, { ...packed, restarts: new Map([[0, restarts.points]]) }), texts);
});

test('threads are started ahead for large logs alone, and for few templates of small ones never', async () => {
  const script = meddling('counted', '');
  const threads = new ReadbackThreads({ ...LIMITS, file: script, size: 2, spare: 2 });
  threads.start(5000);
  await threads.read({ ...job, templates: job.templates.slice(0, 100) });
  await threads.end();
  assert.equal(startsOf('counted'), 0);
  await readBy(script, 2, MANY);
  assert.equal(startsOf('counted'), 2);
});

test('the thread that has read a log reads its examples back, and none is started for them', async () => {
  const texts = await runMeaningJob(job);
  const script = meddling('kept', '');
  const paths = [job.sources[0]!.file];
  const options = { workers: 1, workerFile: script };
  assert.deepEqual((await scan(paths, options)).threads, []);
  const read = await scan(paths, { ...options, keepThreads: (requests) => (requests === 1200 ? 1 : 0) });
  assert.equal(read.threads.length, 1);
  const threads = new ReadbackThreads({ ...LIMITS, file: script, size: 1, spare: 1, kept: read.threads });
  threads.start(MANY);
  assert.deepEqual(await threads.read(job), texts);
  assert.equal(startsOf('kept'), 2);
  await read.release();
  assert.deepEqual(await threads.aside({ linked: {} }), undefined, 'a log that is let go has no thread left');
});

test('a thread that dies before or while it reads is replaced, and nothing is missing', async () => {
  const texts = await runMeaningJob(job);
  const early = meddling('early', 'if (start === 1) process.exit(3);');
  assert.deepEqual(await readBy(early, 2, MANY), texts);
  assert.equal(startsOf('early'), 3);
  const late = meddling(
    'late',
    `require('node:worker_threads').parentPort.on('message', () => start === 1 && process.exit(3));`,
  );
  assert.deepEqual(await readBy(late, 1, MANY), texts);
  assert.equal(startsOf('late'), 2);
});

test('prompts that threads which die or hang do not read are read here', async () => {
  const texts = await runMeaningJob(job);
  assert.deepEqual(await readBy(meddling('dying', 'process.exit(3);'), 2), texts);
  assert.deepEqual(await readBy(meddling('throwing', 'throw new Error("a defect");'), 2, MANY), texts);
  assert.deepEqual(await readBy(meddling('hanging', 'for (;;);'), 1, MANY, 400), texts);
});

test('threads that are ended while they read are not replaced, and what they leave is read by nobody', async () => {
  const threads = new ReadbackThreads({ ...LIMITS, file: meddling('ended', 'for (;;);'), size: 2, spare: 2 });
  threads.start(MANY);
  const reading = threads.read(job);
  await until('both threads to have started', () => startsOf('ended') === 2);
  await threads.end();
  assert.deepEqual(await reading, []);
  assert.equal(startsOf('ended'), 2);
});

test('what is done aside is done one after another on each thread, however much is asked for at once', async () => {
  const own = [0, 1, 2].map((template) => [template, [0, 1, 2, 3, 4, 5 + template]] as const);
  const shared = {
    weight: new Float64Array(3).fill(2),
    users: new Map(own.map(([template, users]) => [template, Uint32Array.from(users)])),
  };
  const logs = [1, 2, 3].map((seed) => ({ shared, accounts: 40, smallest: 2, seed }));
  const threads = new ReadbackThreads({ ...LIMITS, file, size: 2, spare: 2 });
  threads.start(MANY);
  assert.equal(threads.beside, 2);
  const jobs = logs.map((linked) => linksJobs(linked, threads.beside));
  const dealt = await Promise.all(jobs.map((own) => Promise.all(own.map((job, at) => threads.aside(job, at)))));
  await threads.end();
  assert.deepEqual(
    dealt,
    jobs.map((own) => own.map(runLinksJob)),
  );
  assert.equal(await threads.aside({}, 2), undefined, 'there is no third thread');
});

test('without a script, this thread reads', async () => {
  assert.equal(readerFile(join(folder, 'missing.js')), undefined);
  assert.equal(readerFile(file), file);
  assert.equal((await readBy(undefined, 2, MANY)).length, 600);
});
