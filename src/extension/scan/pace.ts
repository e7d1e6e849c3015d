/** Keeps what a process takes of the processor small, by resting. */

/** Of one core, while logs are read. */
export const SHARE = 0.25;

/** @returns ms to rest after so much processor time in so much time, so that it was no more than its share of both together */
export const restAfter = (processorMs: number, ms: number): number => Math.max(0, processorMs / SHARE - ms);

/** Rests each time it is asked, as long as this process has worked ahead of its share since the last time. */
export class Pace {
  #began = performance.now();
  #used = process.cpuUsage();

  rest(): void {
    const { user, system } = process.cpuUsage(this.#used);
    const ms = restAfter((user + system) / 1000, performance.now() - this.#began);
    if (ms > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    this.#began = performance.now();
    this.#used = process.cpuUsage();
  }
}
