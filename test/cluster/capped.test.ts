/**
 * A process of an audit on several machines gets a third of the memory that a scan of the same logs takes, and no more. In small logs
 * Node with the program alone is nearly a quarter of it; `large.test.ts` takes a quarter, of a large log.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeClusterLogs } from '../../scripts/bench-speed/cluster-logs.ts';
import { runNode } from '../../scripts/bench-speed/run.ts';
import { buildCli } from '../fixtures/built-cli.ts';
import { MemoryGroup } from '../harness/memory-group.ts';
import { scratchFolder } from '../harness/folders.ts';

const LOGS = { bytes: 1.6e9, files: 12, kilobytes: 24 };
const SHARE = 1 / 3;
/** As the job of the cluster tells Node with `--small`, and the C library below it. */
const SMALL = '--optimize-for-size';
const RETURNING = { MALLOC_MMAP_THRESHOLD_: `${1 << 20}`, MALLOC_ARENA_MAX: '1' };

const folder = scratchFolder('prompt-audit-quarter-');
const place = (...names: string[]): string => join(folder, ...names);

test('every step comes to its end with a part of the memory of a scan, and the report is that of the scan', async (t) => {
  const cli = await buildCli(place('bundle'));
  const logs = place('logs');
  makeClusterLogs(logs, LOGS);
  const scan = await runNode([cli, 'scan', logs, '--workers', '2', '--output', place('scan.json'), '-q']);
  // The command line alone goes to the machines.
  rmSync(place('bundle', 'scan-worker.js'));
  const cap = Math.floor(scan.peak * SHARE);
  const group = MemoryGroup.of(cap);
  if (group === undefined) {
    t.skip('SKIPPED: no memory cgroup can be made here, which takes root on Linux');
    return;
  }
  t.diagnostic(`scan: ${Math.round(scan.peak / 1e6)} MB, each step: ${Math.round(cap / 1e6)} MB`);
  const run = (...args: string[]): void => {
    const { status, stderr } = group.run([SMALL, cli, ...args, '-q'], RETURNING);
    assert.equal(status, 0, `${args.join(' ')} ended with ${status}: ${stderr}`);
  };
  try {
    const names = readdirSync(logs);
    for (const name of names) run('map', join(logs, name), '--output', place('states', name));
    run('merge', place('states'), '--output', place('merged'));
    run('finish', place('merged'), '--list-prompts', place('wanted'));
    mkdirSync(place('prompts'));
    for (const name of names)
      run('map', join(logs, name), '--read-prompts', place('wanted'), '--output', place('prompts', name));
    run('finish', place('merged'), '--prompts', place('prompts'), '--output', place('made.json'));
    assert.ok(readFileSync(place('made.json')).equals(readFileSync(place('scan.json'))), 'the reports differ');
  } finally {
    group.end();
  }
});
