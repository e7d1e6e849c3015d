import { readFileSync } from 'node:fs';

/** Processor time that this process has taken so far, in ms. On a busy machine it says more about work than the clock does. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Processor time that this thread has taken so far, in ms, without what compiles and collects garbage beside it. Only Linux
 * tells it; elsewhere it is that of the process.
 */
export function threadMs(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return processorMs();
  }
}
