import type { Evidence } from './report.ts';

/** Whether evidence moves the score by less than is shown of a weight: `+0.0` speaks for nothing. */
export const isNeutral = ({ weight }: Pick<Evidence, 'weight'>): boolean => Math.abs(weight) < 0.05;
