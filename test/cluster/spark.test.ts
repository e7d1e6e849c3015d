/** The audit on a Spark cluster, next to a scan of the same logs. Skipped where there is no Spark. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Report } from '../../src/report/shape/report.ts';
import { buildCli } from '../fixtures/built-cli.ts';
import { demoLog, writeLog } from '../fixtures/demo-log.ts';
import { findSpark, SparkCluster, type Submitted } from '../harness/spark-cluster.ts';

const JOB = join(__dirname, '../../cluster/spark/audit.py');
const FILES = 12;
const spark = findSpark();
const options =
  'missing' in spark ? { skip: `the audit on Spark was not run: ${spark.missing}` } : { timeout: 900_000 };
if ('missing' in spark) console.error(`No Spark: ${spark.missing}. The audit on a cluster is not tested here.`);

const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-cluster-'));
const logs = join(folder, 'logs');
let cluster: SparkCluster;
let cli: string;
let endWorker: () => void;
let reports = 0;

before(async () => {
  if ('missing' in spark) return;
  cli = await buildCli(join(folder, 'bundle'));
  // The command line alone goes to the machines.
  rmSync(join(folder, 'bundle', 'scan-worker.js'));
  for (const [number, path] of writeLog(logs, demoLog({ seed: 3, requests: 9000 }).lines, FILES).entries()) {
    if (number % 2 === 0) continue;
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path)));
    rmSync(path);
  }
  cluster = await SparkCluster.start(spark, folder, 1);
  endWorker = await cluster.addWorker();
});

after(async () => {
  if (!('missing' in spark)) await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
});

function scanned(...paths: string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, [cli, 'scan', ...paths, '--format', 'json', '-q'], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  assert.ok(stdout.startsWith('{'), stderr);
  return stdout;
}

async function onCluster(
  args: readonly string[],
  onText?: (log: string) => void,
): Promise<Submitted & { report: string }> {
  const output = join(folder, `report-${reports++}.json`);
  const scratch = join(folder, `scratch-${reports}`);
  mkdirSync(scratch);
  const own = ['--cli', cli, '--scratch', scratch, '--output', output];
  const done = await cluster.submit([JOB, ...own, ...args], onText);
  assert.equal(done.code, 0, done.log);
  const left = readdirSync(scratch).filter((name) => name.startsWith('prompt-audit'));
  // A task whose process was ended can tidy nothing up.
  assert.ok(left.length <= (onText ? 1 : 0), `left behind: ${left.join(', ')}`);
  return { ...done, report: readFileSync(output, 'utf8') };
}

test('a cluster makes the report of a scan, byte for byte, with a part for each file', options, async () => {
  const { report } = await onCluster([logs]);
  assert.ok((JSON.parse(report) as Report).campaigns.length > 0);
  assert.equal(report, scanned(logs));
});

test('other partitions, another order of the logs, and merges in rounds change nothing', options, async () => {
  const files = readdirSync(logs).map((name) => join(logs, name));
  const { report } = await onCluster(['--partitions', '5', '--states', '3', '--small', '--thin', ...files.reverse()]);
  assert.equal(report, scanned(logs));
});

test('a corrupt file is named in the report, and the rest stands', options, async () => {
  const corrupt = join(folder, 'corrupt');
  mkdirSync(corrupt);
  const [first = '', second = ''] = readdirSync(logs).sort();
  assert.ok(second.endsWith('.gz'));
  writeFileSync(join(corrupt, first), readFileSync(join(logs, first)));
  const bytes = readFileSync(join(logs, second));
  bytes.fill(0, bytes.length >> 1);
  writeFileSync(join(corrupt, second), bytes);
  const { report } = await onCluster([corrupt]);
  assert.equal(report, scanned(corrupt));
  const { partial, inputs } = JSON.parse(report) as Report;
  assert.ok(partial);
  assert.match(inputs.files.find(({ path }) => path.endsWith(second))?.error ?? '', /could not be read to its end/);
});

test('logs behind a file system that machines cannot open by a path are read through Spark', options, async () => {
  const views = ['--conf', `spark.hadoop.fs.viewfs.mounttable.lake.link./logs=file://${logs}`];
  const output = join(folder, 'views.json');
  const { code, log } = await cluster.submit([...views, JOB, '--cli', cli, '--output', output, 'viewfs://lake/logs']);
  assert.equal(code, 0, log);
  const { kept, ...report } = JSON.parse(readFileSync(output, 'utf8').replaceAll('viewfs://lake/logs', logs)) as Report;
  const { kept: texts, ...whole } = JSON.parse(scanned(logs)) as Report;
  assert.deepEqual(report, whole);
  // The last step opens no log that has no path, so the report cites its lines without their text.
  assert.ok(kept!.length === 0 && texts!.length > 0);
});

test('a worker that dies in the middle of the job costs time and nothing else', options, async () => {
  let isKilled = false;
  const { report, log } = await onCluster(['--states', '3', logs], (text) => {
    // Some parts are mapped, and what one of the workers holds of them is lost.
    if (isKilled || (text.match(/Finished task/g)?.length ?? 0) < 3) return;
    isKilled = true;
    endWorker();
  });
  assert.ok(isKilled, 'the worker was ended');
  assert.match(log, /Lost executor|ExecutorLost|worker lost/i);
  assert.equal(report, scanned(logs));
});
