/**
 * How much the engine compiles, and how much garbage it leaves lying. A scan takes seconds, and left alone a third of its processor
 * time goes into optimised code that is used too briefly to pay: above all into copies of functions inside those that call them,
 * made again for each caller. Most of the heap would be what no one needs any more: it could grow to four times of what is in use
 * before the engine looks again.
 */
import { setFlagsFromString } from 'node:v8';
import { OPTIMIZE_FOR_SIZE, SMALL_HEAP } from '../engine/ingest/small-heap.ts';

/** Largest growth of the heap, in percent, before what is not in use is given back. */
const GROWTH = 40;
/** MB for what was made last. */
const YOUNG = 8;

/**
 * V8 complains aloud about a flag that it does not know: a version gets those alone that it was tried with.
 * @param v8 version of V8, as in `process.versions`
 * @param typed flags that Node was started with
 */
export function engineFlags(v8: string, typed: readonly string[] = []): string[] {
  const version = Number.parseInt(v8, 10);
  if (version < 11 || version > 13) return [];
  const heap = typed.includes(OPTIMIZE_FOR_SIZE)
    ? SMALL_HEAP
    : [`--heap-growing-percent=${GROWTH}`, `--max-semi-space-size=${YOUNG}`];
  const flags = ['--max-inlined-bytecode-size-cumulative=200', ...heap];
  // Later versions go by the number of calls. To take the first round out of each loop makes the code of this program no faster, and
  // leaving it saves a twentieth of the processor time of a scan.
  return version === 11 ? [...flags, '--interrupt-budget=200000', '--no-turbo-loop-peeling'] : flags;
}

/** To be called first, for all threads: what was compiled before stays as it is. */
export function tuneEngine(): void {
  for (const flag of engineFlags(process.versions.v8, process.execArgv)) setFlagsFromString(flag);
}
