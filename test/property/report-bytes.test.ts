/** The same log gives the same report, whoever reads it and in whatever order. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { audit, type AuditResult } from '../../src/engine/pipeline/audit.ts';
import type { AuditOptions } from '../../src/engine/pipeline/audit-options.ts';
import type { Report } from '../../src/report/shape/report.ts';
import { SAMPLE } from '../../src/demo/sample.ts';
import { demoLog, writeLog } from '../fixtures/demo-log.ts';
import { shuffled } from '../fixtures/requests.ts';
import { buildScanWorker } from '../fixtures/scan-worker.ts';
import { scratchFolder } from '../harness/folders.ts';

const folder = scratchFolder('report-bytes-');
const { lines } = demoLog(SAMPLE);
// A file that cannot be read and lines that are no requests must not make the order matter either.
const broken = [...lines.slice(0, 40), '{"cut":\n', '\n', 'not json\n', ...lines.slice(40)];
const three = [...writeLog(join(folder, 'three'), broken, 3), join(folder, 'missing.jsonl')];
let workerFile = '';

before(async () => {
  workerFile = await buildScanWorker(folder);
});

/** Report and request index, every byte of both. */
function digest({ report, index }: AuditResult): string {
  const columns = Object.entries(index).map(([name, value]: [string, unknown]) =>
    ArrayBuffer.isView(value)
      ? [name, Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')]
      : [name, value],
  );
  return JSON.stringify([report, columns]);
}

async function read(paths: readonly string[], workers: number, rangeBytes: number): Promise<string> {
  const options: AuditOptions = { workers, reading: { workerFile, rangeBytes } };
  return digest(await audit(paths, options));
}

const WHOLE = 1 << 30;
const SMALL = 64 << 10;

test('the report is the same for every number of workers and every way to cut the files', async () => {
  const expected = await read(three, 0, WHOLE);
  assert.match(expected, /"verdict":"distillation"/, 'the log must hold something to find');
  for (const [workers, rangeBytes] of [
    [0, SMALL],
    [1, WHOLE],
    [1, SMALL],
    [2, SMALL],
    [3, SMALL],
    [3, 16 << 10],
  ] as const)
    assert.ok((await read(three, workers, rangeBytes)) === expected, `${workers} workers, ranges of ${rangeBytes}`);
});

test('the report is the same for every order of files on the command line, and for their folder', async () => {
  const files = three.slice(0, 3);
  const expected = await read(files, 0, WHOLE);
  for (const paths of [[...files].reverse(), shuffled(files, 5), [files[1]!, ...files], [join(folder, 'three')]])
    assert.ok((await read(paths, 2, SMALL)) === expected, paths.join(' '));
});

/** What must not depend on how a log is cut into files: all but places. */
function judged({ population, period, campaigns, accounts, templates, inputs }: Report): unknown {
  return {
    population,
    period,
    requests: [inputs.lines, inputs.records, inputs.requests],
    campaigns: campaigns.map(({ id, verdict, score, accounts: who, templates: what, requests }) => [
      id,
      verdict,
      score.toFixed(9),
      [...who].sort(),
      [...what].sort(),
      requests,
    ]),
    accounts: accounts
      .map(({ account, verdict, score, requests, flaggedRequests }) => [
        account,
        verdict,
        score.toFixed(9),
        requests,
        flaggedRequests,
      ])
      .sort(),
    templates: templates.map(({ id, requests, accounts: users }) => [id, requests, users]).sort(),
  };
}

test('one log cut into several files gives the same counts, campaigns and verdicts as in one', async () => {
  const [whole] = writeLog(join(folder, 'whole'), lines);
  const expected = judged((await audit([whole!], { workers: 0 })).report);
  for (const count of [2, 7]) {
    const parts = writeLog(join(folder, `cut-${count}`), lines, count);
    assert.deepEqual(judged((await audit(parts, { workers: 0 })).report), expected, `${count} files`);
  }
});

test('settings change verdicts, not what is counted', async () => {
  const strict = (await audit(three, { workers: 0, settings: { threshold: 1 } })).report;
  const usual = (await audit(three, { workers: 0 })).report;
  assert.equal(strict.settings.threshold, 1);
  assert.deepEqual(strict.population, usual.population);
  assert.equal(strict.accounts.filter(({ verdict }) => verdict === 'distillation').length, 0);
});
