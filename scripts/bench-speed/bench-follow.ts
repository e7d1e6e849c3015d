/**
 * Measures following: a log is written at a given rate, with rotation, and followed at the same time.
 *
 *   npm run build && node --import tsx scripts/bench-speed/bench-follow.ts [--rate 50] [--seconds 60] [--keep 500000] [--rotate 500]
 *
 * Writes one line per report and a table in Markdown at the end. `rate` is in MB/s, `rotate` in MB. A second process writes, so
 * both share the processors as they would in use. The log has the shape of LiteLLM's, about two kilobytes a request.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { appendFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { follow } from '../../src/engine/follow/follow.ts';
import { demoLines } from '../../src/demo/demo-lines.ts';
import { planDemo } from '../../src/demo/demo-plan.ts';

const MB = 1e6;
const TICK_MS = 50;

interface Told {
  /** Bytes written in all, and when, in ms. */
  bytes: number;
  time: number;
  done: boolean;
}

function option(name: string, standard: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? standard : Number(process.argv[at + 1]);
}

/** Writes at an even rate and tells how far it is. Every pass over the lines has ids of its own. */
async function write(log: string, rate: number, seconds: number, rotate: number): Promise<void> {
  const text = [...demoLines(planDemo({ seed: 1, requests: 20_000 }))];
  const began = performance.now();
  let [bytes, inFile, rotations, line, pass] = [0, 0, 0, 0, 0];
  for (let elapsed = 0; elapsed < seconds * 1000; elapsed = performance.now() - began) {
    const wanted = (elapsed / 1000) * rate * MB;
    const parts: string[] = [];
    let length = 0;
    while (bytes + length < wanted && length < 8 * MB) {
      const next = text[line]!.replace('"chatcmpl-', `"chatcmpl-${pass}-`);
      parts.push(next);
      length += Buffer.byteLength(next);
      line = (line + 1) % text.length;
      if (line === 0) pass++;
    }
    if (inFile > rotate * MB) {
      renameSync(log, `${log}.${++rotations}`);
      inFile = 0;
    }
    appendFileSync(log, parts.join(''));
    bytes += length;
    inFile += length;
    process.send?.({ bytes, time: Date.now(), done: false } satisfies Told);
    await sleep(TICK_MS);
  }
  process.send?.({ bytes, time: Date.now(), done: true } satisfies Told);
}

/** When the byte at a position was written, in ms. */
function timeOf(told: readonly Told[], bytes: number): number {
  return (told.find((entry) => entry.bytes > bytes) ?? told.at(-1))?.time ?? Date.now();
}

function startWriter(log: string): { told: Told[]; child: ChildProcess } {
  const told: Told[] = [];
  const child = fork(__filename, ['--write', log, ...process.argv.slice(2)]);
  child.on('message', (message) => told.push(message as Told));
  return { told, child };
}

async function measure(folder: string): Promise<void> {
  const log = join(folder, 'gateway.jsonl');
  appendFileSync(log, '');
  const { told, child } = startWriter(log);
  const stop = new AbortController();
  const rows: { delay: number; took: number; behind: number }[] = [];
  let covered = 0;
  let lastTold = Date.now();
  let judged = 0;
  let peak = 0;
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 200);
  await follow([log], {
    reading: { workerFile: join(__dirname, '..', '..', 'dist', 'scan-worker.js') },
    keepRequests: option('keep', 500_000),
    signal: stop.signal,
    onReport: ({ report, index }) => {
      const now = Date.now();
      const written = told.at(-1)?.bytes ?? 0;
      const total = report.inputs.bytes;
      const delay = (now - timeOf(told, covered)) / 1000;
      judged = index.length;
      rows.push({ delay, took: (now - lastTold) / 1000, behind: (written - total) / MB });
      console.log(
        `${(written / MB).toFixed(0)} MB written, ${((written - total) / MB).toFixed(0)} MB behind, ${judged} requests judged, ${report.inputs.rejected} rejected, longest wait of a line ${delay.toFixed(1)} s`,
      );
      covered = total;
      lastTold = now;
      if (told.at(-1)?.done === true && written - total < MB) stop.abort();
    },
  });
  clearInterval(sampling);
  child.kill();
  const [last] = told.slice(-1);
  const writing = told.filter(({ done }) => !done);
  const seconds = ((writing.at(-1)?.time ?? 0) - (writing[0]?.time ?? 0)) / 1000;
  const worst = Math.max(...rows.map(({ delay }) => delay));
  console.log(`
| written | rate | reports | requests judged | longest wait of a line | most behind | peak memory |
| --- | --- | --- | --- | --- | --- | --- |
| ${((last?.bytes ?? 0) / 1e9).toFixed(2)} GB | ${((last?.bytes ?? 0) / MB / seconds).toFixed(1)} MB/s | ${rows.length} | ${judged} | ${worst.toFixed(1)} s | ${Math.max(...rows.map(({ behind }) => behind)).toFixed(0)} MB | ${(peak / MB).toFixed(0)} MB |

${cpus()[0]?.model ?? ''}, ${availableParallelism()} processors, Node ${process.version}`);
}

async function main(): Promise<void> {
  const writer = process.argv.indexOf('--write');
  if (writer >= 0) {
    await write(process.argv[writer + 1]!, option('rate', 50), option('seconds', 60), option('rotate', 500));
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'bench-follow-'));
  try {
    await measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
