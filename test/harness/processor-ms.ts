/** Processor time that this process has taken so far, in ms. On a busy machine it says more about work than the clock does. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
