/** What each thread of a scan has to do, which tells how long it takes where each has a processor: Linux counts it by thread. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { table } from '../../src/report/benchmark/markdown.ts';

/** Threads beside the main one. */
const OTHERS = [1, 3, 7];
const EACH_MS = 20;
/** Clock ticks of the kernel a second. */
const TICKS = 100;

/** Processor time of the threads of a program in seconds: of the main one, and of all others, the busiest first. */
async function threadTimes(args: readonly string[]): Promise<[main: number, ...others: number[]]> {
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const { pid } = child;
  const times = new Map<number, number>();
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  let isEnded = false;
  void ended.finally(() => (isEnded = true));
  while (!isEnded) {
    for (const [thread, seconds] of pid === undefined ? [] : timesNow(pid)) times.set(thread, seconds);
    await setTimeout(EACH_MS);
  }
  if ((await ended) !== 0) throw new Error(`${args.join(' ')} failed.`);
  const main = times.get(pid!) ?? 0;
  times.delete(pid!);
  return [main, ...[...times.values()].sort((a, b) => b - a)];
}

/** Threads that end while they are read are told no more. */
function timesNow(pid: number): [thread: number, seconds: number][] {
  try {
    return readdirSync(`/proc/${pid}/task`).map((thread) => {
      const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return [Number(thread), (Number(fields[11]) + Number(fields[12])) / TICKS];
    });
  } catch {
    return [];
  }
}

/** The same scan with few and with many threads. */
export async function byThreads(name: string, scan: readonly string[]): Promise<string> {
  const rows: string[][] = [];
  for (const others of OTHERS) {
    const [main, ...times] = await threadTimes([...scan, '--workers', String(others)]);
    const all = times.reduce((sum, time) => sum + time, main);
    rows.push([String(others), ...[main, times[0] ?? 0, all].map((seconds) => seconds.toFixed(1))]);
  }
  const head = ['threads beside the main one', 'main thread', 'the busiest other', 'all, with those of the engine'];
  return `What threads have to do, in seconds of processor time: ${name}, with \`--workers\`. Where each has a processor, a scan takes as long as the busiest of them at least, and as that one and the main thread one after the other at most.\n\n${table(head, rows)}`;
}
