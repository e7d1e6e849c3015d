/** Ends the process when one input takes for ever: a loop without end leaves nobody else to say so. */
import { Worker } from 'node:worker_threads';

/** Longest input that can be handed over. */
const ROOM = 1 << 16;

/** Runs on a thread of its own, because the first thread is the one that hangs. */
const WATCH = `
  const { workerData: { memory, folder, patience } } = require('node:worker_threads');
  const { mkdirSync, writeFileSync } = require('node:fs');
  const facts = new Int32Array(memory, 0, 2);
  let known = -1;
  setInterval(() => {
    const now = Atomics.load(facts, 0);
    if (now !== known) { known = now; return; }
    const input = Buffer.from(memory, 8, Atomics.load(facts, 1));
    mkdirSync(folder, { recursive: true });
    writeFileSync(folder + '/endless-' + now, input);
    console.error('An input of ' + input.length + ' bytes takes for ever. It is kept in ' + folder);
    process.kill(process.pid, 'SIGKILL');
  }, patience);
`;

export interface Watchdog {
  /** To be called before each input. */
  see: (input: Buffer) => void;
  end: () => Promise<unknown>;
}

/** @param folder where an input that never ends is kept */
export function watch(folder: string, patience = 60_000): Watchdog {
  const memory = new SharedArrayBuffer(8 + ROOM);
  const facts = new Int32Array(memory, 0, 2);
  const bytes = new Uint8Array(memory, 8);
  const worker = new Worker(WATCH, { eval: true, workerData: { memory, folder, patience } });
  worker.unref();
  return {
    see(input) {
      bytes.set(input.subarray(0, ROOM));
      Atomics.store(facts, 1, Math.min(ROOM, input.length));
      Atomics.add(facts, 0, 1);
    },
    end: () => worker.terminate(),
  };
}
