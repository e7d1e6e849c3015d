import { setFlagsFromString } from 'node:v8';

/** Left alone the heap of Node grows to several times what is in use. */
const ROOM = 4;

/**
 * Has the engine look for garbage more often where what a report needs is much of the memory there is; it then takes up to twice as long.
 * @returns whether it does
 */
export function keepHeapSmall(needed: number, given: number): boolean {
  const isTight = ROOM * needed > given;
  if (isTight) setFlagsFromString('--optimize-for-size');
  return isTight;
}
