/**
 * How long it takes to find the wanted keys of a log and do nothing else: what all reading must take at least.
 * `node --import tsx scripts/bench-speed/bench-keys.ts LOG [--processes N]` (default: 2). Lines at the cuts between them are left out.
 */
import { execFile } from 'node:child_process';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadLine } from '../../src/engine/ingest/fast/fast-paths.ts';

const BLOCK = 1 << 20;
const NOWHERE = { source: 0, line: 0, offset: 0, length: 0 };

function findKeys(log: string, from: number, to: number): void {
  const file = openSync(log, 'r');
  let buffer = Buffer.alloc(2 * BLOCK);
  let held = 0;
  for (let at = from; at < to; at += BLOCK) {
    if (held + BLOCK > buffer.length) buffer = Buffer.concat([buffer, Buffer.alloc(buffer.length)]);
    const end = held + readSync(file, buffer, held, Math.min(BLOCK, to - at), at);
    let start = 0;
    for (;;) {
      const next = buffer.subarray(0, end).indexOf(10, start);
      if (next < 0) break;
      loadLine(buffer, start, next, NOWHERE);
      start = next + 1;
    }
    buffer.copyWithin(0, start, end);
    held = end - start;
  }
  closeSync(file);
}

/** Reads a part in a process of its own; gives the seconds it took, without those in which the process started. */
function inProcess(log: string, from: number, to: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const args = [...process.execArgv, __filename, log, '--from', `${from}`, '--to', `${to}`];
    execFile(process.execPath, args, (error, output) => {
      if (error instanceof Error) reject(error);
      else resolve(Number(output));
    });
  });
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { processes: { type: 'string', default: '2' }, from: { type: 'string' }, to: { type: 'string' } },
    allowPositionals: true,
  });
  const [log] = positionals;
  if (log === undefined) throw new Error('Give a log.');
  if (values.from !== undefined) {
    const begin = performance.now();
    findKeys(log, Number(values.from), Number(values.to));
    console.log((performance.now() - begin) / 1000);
    return;
  }
  const processes = Number(values.processes);
  const { size } = statSync(log);
  const cut = (n: number): number => Math.floor((n * size) / processes);
  const seconds = await Promise.all(Array.from({ length: processes }, (_, n) => inProcess(log, cut(n), cut(n + 1))));
  console.log(`${Math.max(...seconds).toFixed(2)} s in ${processes} processes`);
}

void main();
