/**
 * What `npm run fuzz` runs. An input that breaks something is kept in `test/fuzz/found`, where every later test run tries it
 * again. With `--worst`, the slowest inputs of targets that read text are measured against an ordinary log at the end.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { costOf, ORDINARY_LOG } from '../fixtures/reading-cost.ts';
import { filled } from '../fixtures/slow-texts.ts';
import { fuzz } from './fuzz.ts';
import { Slowest } from './slowest.ts';
import { TARGETS } from './targets.ts';
import { watch } from './watchdog.ts';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
      worst: { type: 'boolean', default: false },
    },
  });
  const [runs, seed] = [Number(values.runs), Number(values.seed)];
  const unknown = positionals.filter((name) => !TARGETS.some((target) => target.name === name));
  if (unknown.length > 0 || !Number.isInteger(runs) || !Number.isInteger(seed)) {
    throw new Error(`npm run fuzz -- [${TARGETS.map(({ name }) => name).join('|')}] [--runs N] [--seed N] [--worst]`);
  }
  for (const target of TARGETS.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    const onProgress = (executions: number): void => {
      if (process.stderr.isTTY) process.stderr.write(`\r${target.name} ${executions}`);
    };
    const folder = join(__dirname, 'found', target.name);
    const watchdog = watch(folder);
    const { see: onInput } = watchdog;
    const slowest = values.worst && target.isText === true ? new Slowest() : undefined;
    const options = { runs, seed, onInput, onProgress, ...(slowest && { slowest }) };
    const { executions, outcomes, ms, failure } = await fuzz(target, options);
    await watchdog.end();
    const figures = `${executions.toLocaleString('en-GB')} executions, ${outcomes.toLocaleString('en-GB')} outcomes, ${Math.round(ms / 1000)} s`;
    console.log(`${failure ? 'FAILED ' : 'ok     '}${target.name.padEnd(11)} ${figures}`);
    if (slowest !== undefined) sayWorst(slowest, folder);
    if (failure === undefined) continue;
    const path = join(folder, createHash('sha256').update(failure.input).digest('hex').slice(0, 12));
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, failure.input);
    console.log(`${failure.error.stack ?? failure.error.message}\nThe input is kept in ${path}`);
    process.exitCode = 1;
  }
}

/** How many times the processor time of an ordinary log the slowest inputs cost, each over and over. */
function sayWorst(slowest: Slowest, folder: string): void {
  const ordinary = costOf(ORDINARY_LOG, 20);
  const shares = slowest
    .inputs()
    .map((input) => ({ input, share: costOf(filled(input.toString('latin1')), 3) / ordinary }))
    .sort((a, b) => b.share - a.share);
  // Those at the top may be there by accident.
  const [worst] = shares
    .slice(0, 10)
    .map(({ input }) => ({ input, share: costOf(filled(input.toString('latin1')), 10) / costOf(ORDINARY_LOG, 20) }))
    .sort((a, b) => b.share - a.share);
  if (worst === undefined) return;
  console.log(`       worst of them: ${worst.share.toFixed(1)} times an ordinary log, kept in ${folder}/slowest`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'slowest'), worst.input);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
