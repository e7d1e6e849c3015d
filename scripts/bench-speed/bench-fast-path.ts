/**
 * What the fast paths are worth: scans the same logs with the program as it is and with one that leaves every line to the general
 * reader, in turn, and writes the times into docs/performance/design.md between markers: `npm run bench:fast`. Options, after `--`:
 *   --bytes N        bytes of each log (default: 250e6)
 *   --repeat N       runs of each program, of which the median counts (default: 3)
 *   --folder FOLDER  where logs are made and kept (default: a temporary one, removed at the end)
 *   --print          prints the table only
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Plugin } from 'esbuild';
import { table } from '../../src/report/benchmark/markdown.ts';
import { buildCli } from '../../test/fixtures/built-cli.ts';
import { makeLog, SOURCE } from './make-logs.ts';
import { median, type Run, runNode } from './run.ts';
import { writeSection } from '../pages/performance-figures.ts';

/** Puts in place of the list of fast paths one that accepts no line. */
const withoutFastPaths: Plugin = {
  name: 'without-fast-paths',
  setup(bundler) {
    bundler.onLoad({ filter: /ingest.fast.fast-paths\.ts$/ }, () => ({
      contents: 'export const loadLine = () => undefined;',
      loader: 'ts',
    }));
  },
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      bytes: { type: 'string', default: '250e6' },
      repeat: { type: 'string', default: '3' },
      folder: { type: 'string' },
      print: { type: 'boolean', default: false },
    },
  });
  const scratch = mkdtempSync(join(tmpdir(), 'prompt-audit-fast-'));
  try {
    const folder = values.folder ?? join(scratch, 'logs');
    mkdirSync(folder, { recursive: true });
    const programs = {
      with: await buildCli(join(scratch, 'with'), { minify: true }),
      without: await buildCli(join(scratch, 'without'), { minify: true, plugins: [withoutFastPaths] }),
    };
    const rows: string[][] = [];
    for (const format of ['litellm', 'otlp'] as const) {
      const log = makeLog(folder, format, Number(values.bytes));
      const runs: Record<keyof typeof programs, Run[]> = { with: [], without: [] };
      const report = (name: string): string => join(scratch, `${name}.json`);
      for (let n = 0; n < Number(values.repeat); n++) {
        for (const name of ['with', 'without'] as const) {
          runs[name].push(await runNode([programs[name], 'scan', log, '--quiet', '--output', report(name)]));
        }
      }
      if (!readFileSync(report('with')).equals(readFileSync(report('without'))))
        throw new Error(`The fast path changes the report of ${log}.`);
      const of = (name: keyof typeof programs, what: 'seconds' | 'processor'): number =>
        median(runs[name].map((run) => run[what]));
      rows.push([
        format,
        ...(['seconds', 'processor'] as const).flatMap((what) => [
          of('with', what).toFixed(2),
          of('without', what).toFixed(2),
          (of('without', what) / of('with', what)).toFixed(2),
        ]),
      ]);
    }
    const columns = [
      ...['log', 'with, s', 'without, s', 'ratio'],
      ...['with, processor s', 'without, processor s', 'ratio'],
    ];
    const megabytes = Math.round(Number(values.bytes) / 1e6);
    const text = `Node ${process.versions.node}, logs of ${megabytes} MB (${SOURCE}), median of ${values.repeat} whole scans each, in turn; both programs write the same report.\n\n${table(columns, rows)}`;
    if (values.print) console.log(text);
    else writeSection('performance/design.md', 'fast', text);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

void main();
