/**
 * What the fast paths are worth: scans the same logs with the program as it is and with one that leaves every line to the general
 * reader, in turn, and writes the times into docs/performance.md between markers: `npm run bench:fast`. Options, after `--`:
 *   --bytes N        bytes of each log (default: 250e6)
 *   --repeat N       runs of each program, of which the median counts (default: 3)
 *   --folder FOLDER  where logs are made and kept (default: a temporary one, removed at the end)
 *   --print          prints the table only
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, type Plugin } from 'esbuild';
import { table } from '../../src/report/benchmark/markdown.ts';
import { makeLog, SOURCE } from './make-logs.ts';
import { median, type Run, runNode } from './run.ts';

const ROOT = join(__dirname, '..', '..');
const DOCS = join(ROOT, 'docs', 'performance.md');
const [BEGIN, END] = ['<!-- fast:begin, written by npm run bench:fast -->', '<!-- fast:end -->'];

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

/** Builds the command line with its reader threads into the folder, and gives its path. */
async function program(folder: string, plugins: Plugin[]): Promise<string> {
  mkdirSync(folder);
  await build({
    entryPoints: {
      cli: join(ROOT, 'src/cli/main.ts'),
      'scan-worker': join(ROOT, 'src/engine/pipeline/scan-worker.ts'),
    },
    outdir: folder,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'silent',
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    define: { 'import.meta.url': 'importMetaUrl' },
    plugins,
  });
  return join(folder, 'cli.js');
}

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
      with: await program(join(scratch, 'with'), []),
      without: await program(join(scratch, 'without'), [withoutFastPaths]),
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
    else writeBetween(text);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function writeBetween(text: string): void {
  const page = readFileSync(DOCS, 'utf8');
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error('docs/performance.md has no place for the figures of the fast paths.');
  writeFileSync(DOCS, `${page.slice(0, from + BEGIN.length)}\n\n${text}\n\n${page.slice(to)}`);
  execFileSync(process.execPath, [join(ROOT, 'node_modules/prettier/bin/prettier.cjs'), '--write', DOCS]);
}

void main();
