/** Days that are unlike those of a baseline, in words and numbers that all places share. */
import { decimal } from './numbers.ts';

/** Times as far from the baseline as ordinary days lie: a day that moved less raises no alarm. */
export const LEAST_DRIFT = 1.5;

/** `2.6 times as far`: completes "the day moved …". */
export const movedText = (moved: number): string => `${decimal(moved, 1)} times as far`;
