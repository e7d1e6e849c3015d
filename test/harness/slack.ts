import { availableParallelism, loadavg } from 'node:os';

/**
 * How much longer than its goal something may take before a test fails: three times, because tests run next to each other, and more
 * where the machine has more to do than it has processors.
 */
export const slack = (): number => 3 * Math.max(1, loadavg()[0]! / availableParallelism());
