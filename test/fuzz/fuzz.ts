/** Runs a target: inputs that lead to something new are kept and changed further. */
import type { FuzzTarget } from './fuzz-target.ts';
import { mutate } from './mutate.ts';
import type { Slowest } from './slowest.ts';
import { Random } from '../../src/math/random.ts';

export interface FuzzResult {
  executions: number;
  /** Different outcomes that were reached. */
  outcomes: number;
  ms: number;
  /** The input that broke something, with what it broke. */
  failure?: { input: Buffer; error: Error };
}

export interface FuzzOptions {
  runs: number;
  seed: number;
  /** Called before each execution with its input. */
  onInput?: (input: Buffer) => void;
  /** Called now and then with the number of executions. */
  onProgress?: (executions: number) => void;
  /** Gets the inputs that take longest, where the target says what an input costs. */
  slowest?: Slowest;
}

/** Inputs that are kept at most; later ones take the place of random ones. */
const MAX_KEPT = 2000;
/** Processor time that one input may take in ms: a busy machine stops a process for seconds. Inputs are 4 KB at most: anything slower than this is an attack that works. */
const SLOW_MS = 2000;

export async function fuzz(
  target: FuzzTarget,
  { runs, seed, onInput, onProgress, slowest }: FuzzOptions,
): Promise<FuzzResult> {
  const random = new Random(seed);
  const seeds = target.seeds();
  const kept = [...seeds];
  const outcomes = new Set<string>();
  const began = performance.now();
  let executions = 0;
  const failed = await tryAll();
  return { executions, outcomes: outcomes.size, ms: performance.now() - began, ...(failed && { failure: failed }) };

  async function tryAll(): Promise<FuzzResult['failure']> {
    while (executions < runs) {
      // First the seeds as they are, then changed copies, half of them of what was found last.
      const base = random.below(2) === 0 ? random.pick(kept) : random.pick(kept.slice(-200));
      const input = seeds[executions] ?? mutate(base, random, kept);
      const failure = await attempt(input);
      executions++;
      if (failure !== undefined) return failure;
      if (executions % 10_000 === 0) onProgress?.(executions);
    }
    return undefined;
  }

  async function attempt(input: Buffer): Promise<FuzzResult['failure']> {
    onInput?.(input);
    const started = performance.now();
    try {
      const outcome = target.run(input);
      const what = typeof outcome === 'string' ? outcome : await outcome;
      if (!outcomes.has(what)) {
        outcomes.add(what);
        if (kept.length < MAX_KEPT) kept.push(input);
        else kept[seeds.length + random.below(MAX_KEPT - seeds.length)] = input;
      }
    } catch (thrown) {
      return { input, error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
    }
    const took = performance.now() - started;
    // The machine may be busy, and the collector may have worked for what came before: what is slow twice is slow.
    if (took > SLOW_MS && (await timeOf(input)) > SLOW_MS) {
      return { input, error: new Error(`${input.length} bytes took ${Math.round(took)} ms`) };
    }
    slowest?.see(input, took, () => wallTimeOf(input));
    return undefined;
  }

  function wallTimeOf(input: Buffer): number {
    const started = performance.now();
    void target.run(input);
    return performance.now() - started;
  }

  async function timeOf(input: Buffer): Promise<number> {
    const started = process.cpuUsage();
    await target.run(input);
    return processorMs(started);
  }
}

function processorMs(from: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}
