/** Keeps what a process takes of the processor small, by resting. */

/** Of one core, while logs are read. */
export const SHARE = 0.25;

/** @returns ms to rest after so much processor time in so much time, so that it was no more than its share of both together */
export const restAfter = (processorMs: number, ms: number): number => Math.max(0, processorMs / SHARE - ms);

/** Rests each time it is asked, as long as this process has worked ahead of its share since the last time. */
export class Pace {
  private last: Clock;

  constructor(private readonly clock = thisProcess) {
    this.last = clock();
  }

  rest(): void {
    const { processorMs, ms } = this.clock();
    const rest = restAfter(processorMs - this.last.processorMs, ms - this.last.ms);
    if (rest > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, rest);
    this.last = this.clock();
  }
}

interface Clock {
  processorMs: number;
  ms: number;
}

function thisProcess(): Clock {
  const { user, system } = process.cpuUsage();
  return { processorMs: (user + system) / 1000, ms: performance.now() };
}
