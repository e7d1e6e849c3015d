/** What each step of an audit on several machines takes of memory. The cap is set here; docs/scale.md says what a scan takes. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeShortRecords } from '../../scripts/bench-speed/make-logs.ts';
import { runNode } from '../../scripts/bench-speed/run.ts';
import { buildCli } from '../fixtures/built-cli.ts';

const RECORDS = 300_000;
const ACCOUNTS = 3000;
const PARTS = 4;
/** Largest step: some 135 MB, of which Node with the program takes 70 to 80. */
const CAP_MB = 170;
/** As the job of the cluster tells Node, and the C library below it. */
const SMALL = '--optimize-for-size';
process.env['MALLOC_MMAP_THRESHOLD_'] = `${1 << 20}`;

const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-memory-'));
after(() => rmSync(folder, { recursive: true, force: true }));

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
    assert.ok(own > 0 && own <= CAP_MB * 1e6, `${name} took ${own / 1e6} MB`);
  }
});
