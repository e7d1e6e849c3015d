/** Makes logs with the benchmark's generator, measures them one after the other, and keeps only the figures. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured } from './measure.ts';

export const ROOT = join(__dirname, '..', '..');
export const BENCH = process.env.BENCH_DIR ?? join(ROOT, '..', 'shared', 'bench');

export interface BenchOptions {
  /** Folder for logs; it is emptied of each log as soon as that is measured. */
  work: string;
  /** Folder where figures are kept. Logs that have theirs there are not measured again. */
  results: string;
  /** Folder with logs that are there already. */
  logs: string | undefined;
  /** What is measured next to who was found. */
  parts: readonly ('score' | 'mmd' | 'ablation')[];
}

/** Figures of one log: the scorer's, as a file, and our own. */
export interface BenchResult {
  scored: string;
  measured: Measured;
}

export function measureLog(suite: string, name: string, options: BenchOptions): BenchResult {
  const { work, results, logs, parts } = options;
  mkdirSync(results, { recursive: true });
  const scored = join(results, `${name}.result.json`);
  const kept = join(results, `${name}.measured.json`);
  const scores = parts.includes('score');
  if (existsSync(kept) && (!scores || existsSync(scored))) {
    const measured = JSON.parse(readFileSync(kept, 'utf8')) as Measured;
    if (parts.every((part) => part === 'score' || measured[part] !== null)) return { scored, measured };
  }
  const given = logs === undefined ? [] : readdirSync(logs).filter((file) => file.startsWith(`${name}.`));
  if (given.length > 0) for (const file of given) symlinkSync(join(logs!, file), join(work, file));
  else
    node(join(BENCH, 'generate.mjs'), '--suite', suite, '--data', join(BENCH, 'data'), '--out', work, '--only', name);
  const worker = join(ROOT, 'dist', 'scan-worker.js');
  node('--import', 'tsx', join(__dirname, 'measure.ts'), work, name, worker, ...parts);
  if (scores) {
    const [report, records] = [join(work, `${name}.report.json`), join(work, `${name}.records.csv`)];
    node(
      ...[join(BENCH, 'score.mjs'), '--truth-dir', work, '--name', name],
      ...['--report', report, '--records', records, '--json', scored],
    );
  }
  writeFileSync(kept, readFileSync(join(work, `${name}.measured.json`)));
  for (const file of readdirSync(work)) if (file.startsWith(`${name}.`)) rmSync(join(work, file));
  const measured = JSON.parse(readFileSync(kept, 'utf8')) as Measured;
  const { accused, campaigns } = measured;
  const found = campaigns.map((one) => `${one.found}/${one.accounts}`).join(' and ') || 'none';
  console.log(`${name}: found ${found}, wrongly accused ${accused}, ${measured.seconds.toFixed(0)} s`);
  return { scored, measured };
}

export function node(...args: string[]): string {
  return execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
}
