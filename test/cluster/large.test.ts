/**
 * 13,000,000 requests, 5.3 GB in 44 files, on a Spark cluster of which each process gets a quarter of the memory that a scan takes which
 * holds all rows.
 * It runs with PROMPT_AUDIT_LARGE=1, where there are Spark and memory groups, and takes 12 GB of disk.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeShortLogs } from '../../scripts/bench-speed/cluster-logs.ts';
import { runNode } from '../../scripts/bench-speed/run.ts';
import { buildCli } from '../fixtures/built-cli.ts';
import { LimitedPrograms } from '../harness/limited-programs.ts';
import { findSpark, SparkCluster } from '../harness/spark-cluster.ts';
import { scratchFolder } from '../harness/folders.ts';

const [ACCOUNTS, RECORDS, FILES] = [25_000, 13_000_000, 44];
const LEAST_BYTES = 5e9;
/** A quarter of 2.4 GB. */
const CAP = 603e6;
/** Java keeps garbage while it has room, and what Spark needs beside its heap takes some 150 MB. */
const LITTLE = [
  'spark.executor.memory=320m',
  'spark.driver.memory=320m',
  'spark.testing.reservedMemory=134217728',
].flatMap((setting) => ['--conf', setting]);
/** Otherwise the C library below Java keeps some 60 MB more. */
const RETURNING = { MALLOC_MMAP_THRESHOLD_: `${1 << 20}`, MALLOC_ARENA_MAX: '1' };
const JOB = join(__dirname, '../../cluster/spark/audit.py');

const spark = findSpark();
const isAsked = process.env['PROMPT_AUDIT_LARGE'] === '1';
const skip = isAsked
  ? 'missing' in spark && `a large log was not audited on Spark: ${spark.missing}`
  : 'a large log is audited on Spark with PROMPT_AUDIT_LARGE=1';

const folder = scratchFolder('prompt-audit-large-');
const place = (...names: string[]): string => join(folder, ...names);
const inMB = (bytes: number): number => Math.round(bytes / 1e6);

test(
  'each process of a cluster, of Java too, does with 0.6 GB for 13 million requests and makes the report of a scan',
  { skip },
  async (t) => {
    assert.ok(!('missing' in spark));
    const cli = await buildCli(place('bundle'));
    const logs = place('logs');
    const bytes = makeShortLogs(logs, ACCOUNTS, RECORDS, FILES);
    assert.ok(bytes >= LEAST_BYTES, `${bytes} bytes`);
    const scan = await runNode([cli, 'scan', logs, '--workers', '2', '--output', place('scan.json'), '-q']);
    rmSync(place('bundle', 'scan-worker.js'));
    const java = execFileSync('sh', ['-c', 'readlink -f "$(command -v java)"'], { encoding: 'utf8' }).trim();
    const python = join(spark.bin, 'python');
    const limited = LimitedPrograms.in(place('home', 'bin'), CAP, { node: process.execPath, java, python });
    if (limited === undefined) {
      t.skip('SKIPPED: no memory cgroup can be made here, which takes root on Linux');
      return;
    }
    const environment = { ...RETURNING, JAVA_HOME: place('home'), PYSPARK_PYTHON: limited.path('python') };
    const cluster = await SparkCluster.start(spark, folder, 2, environment);
    const began = performance.now();
    const own = ['--cli', cli, '--node', limited.path('node'), '--small', '--states', '8', '--scratch', folder];
    const { code, log } = await cluster.submit([...LITTLE, JOB, ...own, '--output', place('made.json'), logs]);
    const seconds = (performance.now() - began) / 1000;
    await cluster.stop();
    const held = await limited.end();
    for (const what of new Set(held.map((one) => one.what))) {
      const all = held.filter((one) => one.what === what);
      t.diagnostic(`${what}: ${all.length} processes, at most ${inMB(Math.max(...all.map((one) => one.bytes)))} MB`);
    }
    t.diagnostic(
      `scan: ${inMB(scan.peak)} MB and ${scan.seconds.toFixed(0)} s; limit: ${inMB(CAP)} MB; cluster: ${seconds.toFixed(0)} s`,
    );
    for (const [line] of log.matchAll(/^prompt-audit: .*$/gm)) if (!/ GB mapped$/.test(line)) t.diagnostic(line);
    assert.equal(code, 0, log.slice(-20_000));
    for (const step of ['map', 'merge', 'finish', 'CoarseGrainedExecutorBackend', 'SparkSubmit', 'Worker'])
      assert.ok(
        held.some(({ what }) => what === step),
        `no ${step} ran with the limit`,
      );
    assert.deepEqual(
      held.filter(({ killed }) => killed > 0),
      [],
      'the system ended processes',
    );
    assert.ok(readFileSync(place('made.json')).equals(readFileSync(place('scan.json'))), 'the reports differ');
  },
);
