/**
 * Measures detection on a benchmark suite: makes each log, scans it, scores the report, and writes the table into
 * docs/detection.md between its markers. `npm run bench:detect [-- --only NAME,NAME]`; needs the benchmark beside the
 * repository (or in BENCH_DIR) and is skipped loudly without it.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = join(__dirname, '..');
const BENCH = process.env.BENCH_DIR ?? join(ROOT, '..', 'shared', 'bench');
const DOCUMENT = join(ROOT, 'docs', 'detection.md');
const MARKERS = ['<!-- bench:detect -->', '<!-- /bench:detect -->'] as const;

const { values } = parseArgs({ options: { only: { type: 'string' }, suite: { type: 'string' } } });

function main(): void {
  if (!existsSync(join(BENCH, 'score.mjs'))) {
    console.log(`SKIPPED: no benchmark in ${BENCH}. Set BENCH_DIR to its folder.`);
    return;
  }
  node(join(ROOT, 'esbuild.js'));
  const suite = values.suite ?? join(BENCH, 'suites', 'dev.json');
  const wanted = values.only?.split(',');
  const names = scenarioNames(suite).filter((name) => !wanted || wanted.includes(name));
  const work = mkdtempSync(join(tmpdir(), 'prompt-audit-bench-'));
  try {
    const results = names.map((name) => measure(suite, name, work));
    const table = node(join(BENCH, 'summary.mjs'), ...results).trim();
    console.log(table);
    if (!wanted && !values.suite) writeTable(table);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Scans one scenario and returns the file with its scores. The log is removed: ten of them would fill a small disk. */
function measure(suite: string, name: string, work: string): string {
  node(join(BENCH, 'generate.mjs'), '--suite', suite, '--data', join(BENCH, 'data'), '--out', work, '--only', name);
  const [log, directory, report, records, result] = [
    'jsonl',
    'accounts.csv',
    'report.json',
    'records.csv',
    'result.json',
  ].map((ending) => join(work, `${name}.${ending}`)) as [string, string, string, string, string];
  const began = performance.now();
  const accounts = existsSync(directory) ? ['--accounts', directory] : [];
  node(
    join(ROOT, 'dist', 'cli.js'),
    'scan',
    log,
    ...accounts,
    '--quiet',
    '--format',
    'json',
    '--output',
    report,
    '--records',
    records,
  );
  console.log(`${name}: scanned in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  node(
    join(BENCH, 'score.mjs'),
    '--truth-dir',
    work,
    '--name',
    name,
    '--report',
    report,
    '--records',
    records,
    '--json',
    result,
  );
  for (const file of readdirSync(work))
    if (file.startsWith(`${name}.`) && file !== `${name}.result.json`) rmSync(join(work, file));
  return result;
}

function scenarioNames(suite: string): string[] {
  const { scenarios } = JSON.parse(readFileSync(suite, 'utf8')) as { scenarios: { name: string }[] };
  return scenarios.map(({ name }) => name);
}

function writeTable(table: string): void {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [from, to] = MARKERS.map((marker) => text.indexOf(marker)) as [number, number];
  writeFileSync(DOCUMENT, `${text.slice(0, from + MARKERS[0].length)}\n\n${table}\n\n${text.slice(to)}`);
  node(join(ROOT, 'node_modules', 'prettier', 'bin', 'prettier.cjs'), '--write', DOCUMENT);
}

function node(...args: string[]): string {
  return execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
}

main();
