/**
 * A scan with two readers next to the same audit on a Spark cluster of workers with one core each, on this machine:
 *
 *   npm run build && node --import tsx scripts/bench-speed/bench-spark.ts LOGS
 *
 * Prints times and peaks of memory, and whether the reports are the same bytes. `PROMPT_AUDIT_SPARK=1` installs Spark.
 * `--report FILE` takes the report of an earlier scan in place of a scan, `--kill` ends one of the workers when a third of the
 * logs is read, `--workers 4` starts so many (two if not said), and `--reverse` names the logs one by one, the last first. What else is
 * typed goes to the job: `--partitions 7`.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findSpark, SparkCluster } from '../../test/harness/spark-cluster.ts';
import { runNode } from './run.ts';

const ROOT = join(__dirname, '../..');
const CLI = join(ROOT, 'dist/cli.js');

interface Typed {
  logs: string;
  report?: string;
  workers: number;
  kill: boolean;
  reverse: boolean;
  job: string[];
}

function typed([logs, ...rest]: string[]): Typed {
  if (logs === undefined) throw new Error('Name a folder of logs.');
  const job = rest.filter((word) => word !== '--kill' && word !== '--reverse');
  const taken = (flag: string): string | undefined => {
    const at = job.indexOf(flag);
    return at < 0 ? undefined : job.splice(at, 2)[1];
  };
  const report = taken('--report');
  return {
    logs: resolve(logs),
    ...(report !== undefined && { report }),
    workers: Number(taken('--workers') ?? 2),
    kill: rest.includes('--kill'),
    reverse: rest.includes('--reverse'),
    job,
  };
}

async function scan(logs: string, report: string): Promise<number> {
  const { seconds, peak } = await runNode([CLI, 'scan', logs, '--workers', '2', '--output', report, '-q']);
  console.log(`scan, 2 readers: ${seconds.toFixed(1)} s, peak memory ${(peak / 1e6).toFixed(0)} MB`);
  return seconds;
}

async function main(): Promise<void> {
  const { logs, report, workers, kill, reverse, job } = typed(process.argv.slice(2));
  const spark = findSpark();
  if ('missing' in spark) throw new Error(spark.missing);
  const folder = mkdtempSync(join(tmpdir(), 'bench-spark-'));
  const [scanned, made] = [report ?? join(folder, 'scan.json'), join(folder, 'spark.json')];
  const scanSeconds = report === undefined ? await scan(logs, scanned) : undefined;
  const cluster = await SparkCluster.start(spark, folder, workers - 1);
  const endWorker = await cluster.addWorker();
  try {
    const files = readdirSync(logs).sort();
    const named = reverse ? files.reverse().map((name) => join(logs, name)) : [logs];
    const began = performance.now();
    const worker = { isKilled: false };
    const args = [join(ROOT, 'cluster/spark/audit.py'), '--cli', CLI, '--scratch', folder, '--output', made];
    const { code, log } = await cluster.submit([...args, ...named, ...job], (text) => {
      if (!kill || worker.isKilled || mappedShare(text) < 1 / 3) return;
      worker.isKilled = true;
      endWorker();
    });
    const seconds = (performance.now() - began) / 1000;
    const ratio = scanSeconds === undefined ? '' : `, ${(seconds / scanSeconds).toFixed(2)} times the scan`;
    console.log(
      `Spark, workers with one core: ${workers}, ${seconds.toFixed(1)} s${ratio}${worker.isKilled ? ', one of them killed' : ''}`,
    );
    for (const [line] of log.matchAll(/^prompt-audit: .*$/gm)) if (!/ GB mapped$/.test(line)) console.log(line);
    if (code !== 0) throw new Error(log.split('\n').slice(-60).join('\n'));
    const isSame = readFileSync(scanned).equals(readFileSync(made));
    console.log(isSame ? 'The reports are the same bytes.' : 'The reports differ.');
    if (!isSame) process.exitCode = 1;
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How much of the logs is read by now, as the job tells it every few seconds. */
function mappedShare(log: string): number {
  const [, mapped, all] = [...log.matchAll(/([\d.]+) of ([\d.]+) GB mapped/g)].at(-1) ?? [];
  return mapped === undefined ? 0 : Number(mapped) / Number(all);
}

void main();
