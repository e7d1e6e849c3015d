/**
 * A scan with two readers beside the same audit on a Spark cluster of two workers with one core each, on this machine:
 *
 *   npm run build && node --import tsx scripts/bench-speed/bench-spark.ts LOGS
 *
 * Prints times and peaks of memory, and whether the reports are the same bytes. `PROMPT_AUDIT_SPARK=1` installs Spark.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findSpark, SparkCluster } from '../../test/harness/spark-cluster.ts';
import { runNode } from './run.ts';

const ROOT = join(__dirname, '../..');
const CLI = join(ROOT, 'dist/cli.js');

async function main(): Promise<void> {
  const logs = process.argv[2];
  if (logs === undefined) throw new Error('Name a folder of logs.');
  const spark = findSpark();
  if ('missing' in spark) throw new Error(spark.missing);
  const folder = mkdtempSync(join(tmpdir(), 'bench-spark-'));
  const [scanned, made] = [join(folder, 'scan.json'), join(folder, 'spark.json')];
  const paths = resolve(logs);
  const scan = await runNode([CLI, 'scan', paths, '--workers', '2', '--output', scanned, '-q']);
  console.log(`scan, 2 readers: ${scan.seconds.toFixed(1)} s, peak memory ${(scan.peak / 1e6).toFixed(0)} MB`);
  const cluster = await SparkCluster.start(spark, folder, 2);
  try {
    const began = performance.now();
    const job = [join(ROOT, 'cluster/spark/audit.py'), '--cli', CLI, '--scratch', folder, '--output', made];
    const { code, log } = await cluster.submit([...job, paths, ...process.argv.slice(3)]);
    const seconds = (performance.now() - began) / 1000;
    console.log(
      `Spark, 2 workers with one core: ${seconds.toFixed(1)} s, ${(seconds / scan.seconds).toFixed(2)} times the scan`,
    );
    for (const [line] of log.matchAll(/^prompt-audit: .*$/gm)) if (!line.includes('mapped')) console.log(line);
    if (code !== 0) throw new Error(log.split('\n').slice(-60).join('\n'));
    const isSame = readFileSync(scanned).equals(readFileSync(made));
    console.log(isSame ? 'The reports are the same bytes.' : 'The reports differ.');
    if (!isSame) process.exitCode = 1;
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
