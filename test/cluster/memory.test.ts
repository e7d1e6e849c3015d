/** What each step of an audit on several machines takes of memory. The cap is set here; docs/scale.md says what a scan takes. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeShortRecords } from '../../scripts/bench-speed/make-logs.ts';
import { runNode } from '../../scripts/bench-speed/run.ts';
import { buildCli } from '../fixtures/built-cli.ts';
import { MemoryGroup } from '../harness/memory-group.ts';
import { scratchFolder } from '../harness/folders.ts';

const RECORDS = 300_000;
const ACCOUNTS = 3000;
const PARTS = 4;
/** Largest step: some 150 MB, of which Node with the program takes 70 to 80. */
const CAP_MB = 170;
/** The last step, which holds all requests: 142 to 150 MB. */
const FINISH_MB = 160;
/** A scan takes some 170 of it, the last step 70: what is counted here are not the pages of the program's file. */
const GROUP_MB = 120;
/** As the job of the cluster tells Node, and the C library below it. */
const SMALL = '--optimize-for-size';
process.env['MALLOC_MMAP_THRESHOLD_'] = `${1 << 20}`;

const folder = scratchFolder('prompt-audit-memory-');

test('no step takes more than the cap, and the report is that of a scan', async (t) => {
  const cli = await buildCli(join(folder, 'bundle'));
  const log = makeShortRecords(folder, ACCOUNTS, RECORDS);
  const [scanned, made] = [join(folder, 'scan.json'), join(folder, 'made.json')];
  await runNode([cli, 'scan', log, '--workers', '2', '--output', scanned, '-q']);
  // The command line alone goes to the machines.
  rmSync(join(folder, 'bundle', 'scan-worker.js'));
  const states = join(folder, 'states');
  mkdirSync(states);
  const step = Math.ceil(statSync(log).size / PARTS);
  const peaks = new Map<string, number>();
  const run = async (name: string, ...args: string[]): Promise<void> => {
    peaks.set(name, (await runNode([SMALL, cli, name.split(' ')[0]!, ...args, '-q'])).peak);
  };
  for (let part = 0; part < PARTS; part++) {
    const range = `${part * step}-${part + 1 < PARTS ? (part + 1) * step : ''}`;
    await run(`map ${part}`, log, '--range', range, '--output', join(states, `${part}`));
  }
  await run('merge', states, '--output', join(folder, 'merged'));
  await run('finish', join(folder, 'merged'), '--output', made);
  assert.ok(readFileSync(made).equals(readFileSync(scanned)), 'the reports differ');
  t.diagnostic([...peaks].map(([name, own]) => `${name}: ${Math.round(own / 1e6)} MB`).join(', '));
  for (const [name, own] of peaks) {
    const cap = name === 'finish' ? FINISH_MB : CAP_MB;
    assert.ok(own > 0 && own <= cap * 1e6, `${name} took ${own / 1e6} MB`);
  }
});

test('a scan that does not fit says so before the system kills it, and the last step fits', (t) => {
  const group = MemoryGroup.of(GROUP_MB * 1e6);
  if (group === undefined) {
    t.skip('SKIPPED: no memory cgroup can be made here, which takes root on Linux');
    return;
  }
  try {
    const cli = join(folder, 'bundle', 'cli.js');
    const log = makeShortRecords(folder, ACCOUNTS, RECORDS);
    const [scanned, made] = [join(folder, 'scan.json'), join(folder, 'capped.json')];
    const scan = group.run([cli, 'scan', log, '--workers', '1', '--output', made, '-q']);
    assert.equal(scan.status, 2, scan.stderr);
    assert.match(scan.stderr, /stopped before the memory ran out, after [\d,]+ lines .* and 0\.12 GB are available/);
    assert.equal(existsSync(made), false);
    // It keeps its heap small by itself where there is little memory.
    const last = group.run([cli, 'finish', join(folder, 'merged'), '--output', made, '-q']);
    assert.equal(last.status, 0, last.stderr);
    assert.ok(readFileSync(made).equals(readFileSync(scanned)), 'the reports differ');
  } finally {
    group.end();
  }
});
